using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class IdTokensTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/id-tokens.md", "tests/OAuthKit.Docs.Tests/IdTokens.cs");
}
