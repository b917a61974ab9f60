using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class DpopPageTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/dpop.md", "tests/OAuthKit.Docs.Tests/DpopPage.cs");

    [Fact]
    public void Bound_tokens_are_kept_as_the_page_says()
    {
        using var key = DpopKey.Create();
        var tokens = new TokenSet(AccessToken.ParseDpop("token", key));

        Assert.Equal(tokens.ToJson(), DpopPage.Keep(tokens, key, plain => [.. plain], kept => [.. kept]).ToJson());
    }
}
