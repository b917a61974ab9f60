using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class AuthorizationCodePageTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/authorization-code.md", "tests/OAuthKit.Docs.Tests/AuthorizationCodePage.cs");
}
