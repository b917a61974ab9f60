using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class TokenSourcesTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/token-sources.md", "tests/OAuthKit.Docs.Tests/TokenSources.cs");
}
