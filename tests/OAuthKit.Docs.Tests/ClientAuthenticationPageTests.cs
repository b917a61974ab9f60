using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class ClientAuthenticationPageTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/client-authentication.md", "tests/OAuthKit.Docs.Tests/ClientAuthenticationPage.cs");

    [Fact]
    public void The_lines_on_assertions_make_what_they_show()
    {
        using var key = SigningKey.Generate();

        Assert.Equal("private_key_jwt", ClientAuthenticationPage.Assertion(key).Method);
        Assert.Equal("client_secret_basic", ClientAuthenticationPage.SecretExpiry("secret", DateTimeOffset.UnixEpoch).Method);
        Assert.NotNull(ClientAuthenticationPage.Configured().ConfigureHandler);
    }
}
