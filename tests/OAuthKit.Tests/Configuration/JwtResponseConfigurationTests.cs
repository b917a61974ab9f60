using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit.Tests;

/// <summary>How the JWTs are signed and encrypted that a configured client is registered for.</summary>
public sealed class JwtResponseConfigurationTests : IDisposable
{
    private const string Path = "OAuth:Clients:contoso:";

    private readonly string _folder = Directory.CreateTempSubdirectory("oauthkit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_client_has_what_the_configuration_says()
    {
        var pem = FileOf("rsa.pem", RsaPem());
        var jwks = FileOf("ec.jwks", $$"""{"keys":[{{EcJwk("one")}},{{EcJwk("two")}}]}""");
        using var services = Services(
            ("IdTokens:SignedResponseAlg", "ES256"),
            ("IdTokens:EncryptedResponseAlg", "RSA-OAEP"),
            ("IdTokens:EncryptedResponseEnc", "A256GCM"),
            ("IdTokens:DecryptionKeyFiles:0", pem),
            ("UserInfoResponses:SignedResponseAlg", "PS256"),
            ("AuthorizationResponses:SignedResponseAlg", "HS256"),
            ("AuthorizationResponses:EncryptedResponseAlg", "ECDH-ES"),
            ("AuthorizationResponses:DecryptionKeyFiles:0", jwks));

        var client = services.GetRequiredKeyedService<OAuthClient>("contoso");

        Assert.Equal(("ES256", "RSA-OAEP", "A256GCM"), Registered(client.IdTokens));
        Assert.Single(client.IdTokens.DecryptionKeys);
        Assert.Equal(("PS256", "RSA-OAEP-256", "A128CBC-HS256"), Registered(client.UserInfoResponses!));
        Assert.Empty(client.UserInfoResponses!.DecryptionKeys);
        Assert.Equal(("HS256", "ECDH-ES", "A128CBC-HS256"), Registered(client.AuthorizationResponses!));
        Assert.Equal(["one", "two"], client.AuthorizationResponses!.DecryptionKeys.Select(key => key.KeyId));
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
    public void Keys_are_told_apart_by_what_the_file_holds()
    {
        string[] files = [FileOf("a.pem", "\n" + RsaPem()), FileOf("b.pem", EcPem()), FileOf("c.jwk", EcJwk("k"))];

        Assert.All(files, file => Assert.Single(DecryptionKeyFile.Read(file)));
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
    [InlineData("IdTokens:SignedResponseAlg", "none", "", "can't be verified")]
    [InlineData("IdTokens:SignedResponseAlg", "es256", "", "can't be verified")]
    [InlineData("IdTokens:SignedResponseAlg", "EdDSA", "", "no verifier knows it")]
    [InlineData("IdTokens:SignedResponseAlg", "HS512", "", "HS512")]
    [InlineData("IdTokens:EncryptedResponseAlg", "RSA1_5", "", "isn't one of RSA-OAEP, ")]
    [InlineData("UserInfoResponses:EncryptedResponseEnc", "A192GCM", "", "isn't one of A128CBC-HS256, ")]
    [InlineData("AuthorizationResponses:EncryptedResponseAlg", "RSA-OAEP", "AuthorizationResponses:DecryptionKeyFiles", "is missing")]
    [InlineData("IdTokens:EncryptedResponseEnc", "A128GCM", "IdTokens:DecryptionKeyFiles", "is missing")]
    [InlineData("UserInfoResponses:EncryptedResponseAlg", "ECDH-ES", "UserInfoResponses:SignedResponseAlg", "is missing")]
    [InlineData("IdTokens:DecryptionKeyFiles", "nowhere.pem", "", "\"nowhere.pem\" can't be read")]
    [InlineData("IdTokens:Algorithm", "ES256", "", "use SignedResponseAlg")]
    [InlineData("IdTokens:TrustedAudiences", "other", "", "The keys here are SignedResponseAlg, EncryptedResponseAlg, EncryptedResponseEnc, DecryptionKeyFiles")]
    [InlineData("IdTokens", "ES256", "", "a section with keys is meant")]
    [InlineData("IdToken", "", "", "use IdTokens")]
    [InlineData("id_token_signed_response_alg", "ES256", "", "use IdTokens:SignedResponseAlg")]
    [InlineData("userinfo_signed_response_alg", "ES256", "", "use UserInfoResponses:SignedResponseAlg")]
    [InlineData("authorization_encrypted_response_enc", "A128GCM", "", "use AuthorizationResponses:EncryptedResponseEnc")]
    public void A_value_that_can_not_be_is_a_fault_of_its_key(string key, string value, string faulty, string sentence)
    {
        var faults = FaultsOf((key, value));

        Assert.Contains(faults, fault => fault.StartsWith($"{Path}{(faulty.Length > 0 ? faulty : key)} ", StringComparison.Ordinal) && fault.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("canary-secret")]
    [InlineData("{\"keys\":[]}")]
    [InlineData("{\"keys\":\"canary-secret\"}")]
    [InlineData("{\"kty\":\"RSA\",\"d\":\"canary-secret\"}")]
    [InlineData("{\"kty\":")]
    [InlineData("-----BEGIN PRIVATE KEY-----\ncanary-secret\n-----END PRIVATE KEY-----")]
    [InlineData("")]
    public void A_file_without_a_private_key_is_a_fault_that_does_not_show_it(string content)
    {
        var fault = Assert.Single(FaultsOf(("IdTokens:DecryptionKeyFiles:0", FileOf("key", content))));

        Assert.StartsWith($"{Path}IdTokens:DecryptionKeyFiles isn't right: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_kind_than_the_algorithm_is_a_fault()
    {
        var fault = Assert.Single(FaultsOf(("IdTokens:DecryptionKeyFiles:0", FileOf("ec.pem", EcPem())), ("IdTokens:EncryptedResponseAlg", "RSA-OAEP")));

        Assert.StartsWith($"{Path}IdTokens:DecryptionKeyFiles has no key for RSA-OAEP.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_have_the_names_that_they_have_in_code()
    {
        var names = typeof(ServerEndpoints).GetProperties().Select(property => property.Name);

        Assert.Equal(names.Order(StringComparer.Ordinal), ClientSection.Endpoints.Keys.Select(key => key.Name).Concat(ClientSection.LaterEndpoints).Order(StringComparer.Ordinal));
    }

    private static (string, string, string) Registered(JwtResponseOptions options) => (options.SigningAlgorithm, options.EncryptionAlgorithm, options.ContentEncryption);

    private static string RsaPem()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string EcPem()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string EcJwk(string keyId)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(true);
        return $$"""{"kty":"EC","crv":"P-256","kid":"{{keyId}}","x":"{{Text(parameters.Q.X!)}}","y":"{{Text(parameters.Q.Y!)}}","d":"{{Text(parameters.D!)}}"}""";
    }

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

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

    private string FileOf(string name, string content)
    {
        var path = System.IO.Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
