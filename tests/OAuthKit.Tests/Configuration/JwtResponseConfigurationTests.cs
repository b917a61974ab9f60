using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit.Tests;

/// <summary>How the JWTs are signed that a configured client is registered for.</summary>
public sealed class JwtResponseConfigurationTests
{
    private const string Path = "OAuth:Clients:contoso:";

    [Fact]
    public void A_client_has_what_the_configuration_says()
    {
        using var services = Services(("IdTokens:SignedResponseAlg", "ES256"), ("UserInfoResponses:SignedResponseAlg", "PS256"), ("AuthorizationResponses:SignedResponseAlg", "HS256"));

        var client = services.GetRequiredKeyedService<OAuthClient>("contoso");

        Assert.Equal("ES256", client.IdTokens.SigningAlgorithm);
        Assert.Equal("PS256", client.UserInfoResponses!.SigningAlgorithm);
        Assert.Equal("HS256", client.AuthorizationResponses!.SigningAlgorithm);
    }

    [Fact]
    public void Without_configuration_ID_tokens_are_signed_by_RS256_and_UserInfo_is_plain()
    {
        using var services = Services(("IdTokens", ""), ("UserInfoResponses:SignedResponseAlg", ""));

        var client = services.GetRequiredKeyedService<OAuthClient>("contoso");

        Assert.Equal("RS256", client.IdTokens.SigningAlgorithm);
        Assert.Empty(client.IdTokens.DecryptionKeys);
        Assert.Null(client.UserInfoResponses);
        Assert.Null(client.AuthorizationResponses);
    }

    [Fact]
    public void What_is_set_in_code_stays()
    {
        var services = new ServiceCollection();
        services.AddOAuthClient("contoso", client =>
        {
            client.Issuer = "https://login.contoso.com/";
            client.ClientId = "orders-worker";
            client.ClientAuthentication = "none";
            client.IdTokens = new IdTokenOptions { SigningAlgorithm = "ES384", TrustedAudiences = ["other"] };
        });
        using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredKeyedService<OAuthClient>("contoso");

        Assert.Equal("ES384", client.IdTokens.SigningAlgorithm);
        Assert.Equal(["other"], client.IdTokens.TrustedAudiences);
    }

    [Theory]
    [InlineData("IdTokens:SignedResponseAlg", "none", "can't be verified")]
    [InlineData("IdTokens:SignedResponseAlg", "es256", "can't be verified")]
    [InlineData("IdTokens:SignedResponseAlg", "EdDSA", "no verifier knows it")]
    [InlineData("IdTokens:SignedResponseAlg", "HS512", "HS512")]
    [InlineData("IdTokens:EncryptedResponseAlg", "RSA-OAEP", "isn't supported by this version of OAuthKit")]
    [InlineData("IdTokens:Algorithm", "ES256", "use SignedResponseAlg")]
    [InlineData("IdTokens:TrustedAudiences", "other", "The keys here are SignedResponseAlg")]
    [InlineData("IdTokens", "ES256", "a section with keys is meant")]
    [InlineData("IdToken", "", "use IdTokens")]
    [InlineData("id_token_signed_response_alg", "ES256", "use IdTokens:SignedResponseAlg")]
    [InlineData("userinfo_signed_response_alg", "ES256", "use UserInfoResponses:SignedResponseAlg")]
    [InlineData("authorization_signed_response_alg", "PS256", "use AuthorizationResponses:SignedResponseAlg")]
    public void A_value_that_can_not_be_is_a_fault_of_its_key(string key, string value, string sentence)
    {
        var faults = FaultsOf((key, value));

        Assert.Contains(faults, fault => fault.StartsWith($"{Path}{key} ", StringComparison.Ordinal) && fault.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Endpoints_have_the_names_that_they_have_in_code()
    {
        var names = typeof(ServerEndpoints).GetProperties().Select(property => property.Name);

        Assert.Equal(names.Order(StringComparer.Ordinal), EndpointsSection.Table.Keys.Select(key => key.Name).Order(StringComparer.Ordinal));
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            [$"{Path}Issuer"] = "https://login.contoso.com/",
            [$"{Path}ClientId"] = "orders-worker",
            [$"{Path}ClientSecret"] = "a secret that is as long as its hash",
        };
        foreach (var (key, value) in settings)
        {
            all[Path + key] = value;
        }

        var services = new ServiceCollection();
        services.AddOAuthKit(Shop.Configuration(all).GetSection("OAuth"));
        return services.BuildServiceProvider();
    }

    private static string[] FaultsOf(params (string Key, string Value)[] settings)
    {
        using var services = Services(settings);
        return [.. Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<OAuthClient>("contoso")).Failures];
    }
}
