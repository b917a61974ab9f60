using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class FapiPageTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/fapi.md", "tests/OAuthKit.Docs.Tests/FapiPage.cs");

    [Fact]
    public void The_clients_of_the_page_keep_their_profile()
    {
        using var key = SigningKey.Generate();

        FapiPage.Sign("https://login.example.com", key);
    }
}
