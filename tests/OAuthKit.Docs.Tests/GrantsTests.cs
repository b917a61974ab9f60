using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class GrantsTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/grants.md", "tests/OAuthKit.Docs.Tests/Grants.cs");
}
