using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit.Tests;

/// <summary>What can be wrong with that by which a configured client proves itself.</summary>
public sealed class CredentialFaultTests : IDisposable
{
    private const string Path = "OAuth:Clients:contoso:";
    private const string Secret = "canary-secret-that-is-as-long-as-its-hash";

    private readonly string _folder = Directory.CreateTempSubdirectory("oauthkit-").FullName;

    [Fact]
    public void Two_credentials_are_one_too_many()
    {
        Assert.Equal($"{Path}PrivateKey is given, and ClientSecret too, but a client proves itself by one of them. Remove the other.", FaultOf(("ClientSecret", Secret), ("PrivateKey:Path", Key())));
        Assert.Equal($"{Path}ClientAssertionFile is given, and ClientSecret too, but a client proves itself by one of them. Remove the other.", FaultOf(("ClientSecret", Secret), ("ClientAssertionFile", "/run/secrets/oidc")));
    }

    [Theory]
    [InlineData("private_key_jwt", "ClientAuthentication is private_key_jwt, which is a proof by PrivateKey, but ClientSecret is given. Remove one of them.")]
    [InlineData("tls_client_auth", "ClientAuthentication is tls_client_auth, which is a proof by Certificate, but ClientSecret is given. Remove one of them.")]
    [InlineData("none", "ClientAuthentication is none, but there is a ClientSecret too. Remove one of them.")]
    public void A_method_has_its_own_credential(string method, string fault) =>
        Assert.Equal(Path + fault, FaultOf(("ClientSecret", Secret), ("ClientAuthentication", method)));

    [Fact]
    public void An_assertion_of_the_platform_has_no_method_that_could_be_chosen() =>
        Assert.StartsWith($"{Path}ClientAuthentication is client_secret_post, which is a proof by ClientSecret, but ClientAssertionFile is given.", FaultOf(("ClientAssertionFile", "/run/secrets/oidc"), ("ClientAuthentication", "client_secret_post")), StringComparison.Ordinal);

    [Theory]
    [InlineData("private_key_jwt", "PrivateKey:Path is missing, but ClientAuthentication is private_key_jwt.")]
    [InlineData("tls_client_auth", "Certificate is missing, but ClientAuthentication is tls_client_auth.")]
    [InlineData("self_signed_tls_client_auth", "Certificate is missing, but ClientAuthentication is self_signed_tls_client_auth.")]
    [InlineData("client_secret_jwt", "ClientSecret is missing.")]
    public void A_method_without_its_credential_says_which(string method, string fault) =>
        Assert.StartsWith(Path + fault, FaultOf(("ClientAuthentication", method)), StringComparison.Ordinal);

    [Fact]
    public void A_certificate_alone_leaves_a_choice_that_has_to_be_made()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = System.IO.Path.Combine(_folder, "client.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12));

        Assert.StartsWith($"{Path}ClientAuthentication is missing. A Certificate can prove the client (tls_client_auth, self_signed_tls_client_auth)", FaultOf(("Certificate:Path", file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_can_not_be_read_is_told_at_start()
    {
        var file = System.IO.Path.Combine(_folder, "bad.pem");
        File.WriteAllText(file, "canary-secret");

        Assert.StartsWith($"{Path}PrivateKey:Path isn't right: ", Assert.Single(FaultsOf(("PrivateKey:Path", file)), fault => fault.Contains(":Path", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.StartsWith($"{Path}PrivateKey:Path isn't right: ", Assert.Single(FaultsOf(("PrivateKey:Path", file + ".gone")), fault => fault.Contains(":Path", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.All(FaultsOf(("PrivateKey:Path", file)), fault => Assert.DoesNotContain("canary", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void What_belongs_to_a_file_needs_the_file() =>
        Assert.Contains($"{Path}PrivateKey:Path is missing. Give the file of the private key.", FaultsOf(("PrivateKey:KeyId", "2026-01")));

    [Fact]
    public void A_previous_secret_needs_the_one_that_replaces_it() =>
        Assert.Equal($"{Path}PreviousClientSecret is given without ClientSecret, the secret that replaces it.", FaultOf(("PreviousClientSecret", Secret)));

    [Fact]
    public void A_secret_that_is_too_short_for_its_method_is_told_at_start() =>
        Assert.StartsWith($"{Path}ClientSecret isn't right: ", FaultOf(("ClientSecret", "short"), ("ClientAuthentication", "client_secret_jwt")), StringComparison.Ordinal);

    [Fact]
    public void Tokens_that_are_bound_to_nothing_contradict_a_profile() =>
        Assert.StartsWith($"{Path}SenderConstraint contradicts the profile: Fapi2SecurityProfile takes tokens only that are bound", FaultOf(("Profile", "Fapi2SecurityProfile"), ("PrivateKey:Path", Key()), ("SenderConstraint", "None")), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Key()
    {
        var file = System.IO.Path.Combine(_folder, "key.pem");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }

    private static string FaultOf(params (string Key, string Value)[] values) => Assert.Single(FaultsOf(values));

    private static string[] FaultsOf(params (string Key, string Value)[] values)
    {
        var all = new Dictionary<string, string?> { [Path + "Issuer"] = "https://login.contoso.com/", [Path + "ClientId"] = "orders-worker" };
        foreach (var (key, value) in values)
        {
            all[Path + key] = value;
        }

        var services = new ServiceCollection();
        services.AddOAuthKit(Shop.Configuration(all).GetSection("OAuth"));
        using var provider = services.BuildServiceProvider();
        return [.. Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate()).Failures];
    }
}
