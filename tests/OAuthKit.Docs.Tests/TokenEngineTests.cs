using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class TokenEngineTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/token-engine.md", "tests/OAuthKit.Docs.Tests/TokenEngine.cs");
}
