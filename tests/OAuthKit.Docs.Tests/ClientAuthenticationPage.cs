using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/client-authentication.md shows.</summary>
internal static class ClientAuthenticationPage
{
    public interface IVault
    {
        Task<byte[]> SignAsync(string key, byte[] hash, CancellationToken cancellationToken);
    }

    public interface ISigner
    {
        Task<string> SignAsync(Uri endpoint, CancellationToken cancellationToken);
    }

    public static void PrivateKey()
    {
        #region PrivateKey
        var key = new SigningKeyFile("/run/secrets/orders.pem", new SigningKeyOptions { KeyId = "2026-01" });
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.PrivateKeyJwt("orders-worker", key));
        #endregion
    }

    public static string Keys(string pem, string password)
    {
        #region Keys
        SigningKey fromText = SigningKey.FromPem(pem, new SigningKeyOptions { Algorithm = JwsAlgorithms.PS256, Password = password });
        SigningKey fromStore = SigningKey.FromStore(new StoredCertificate { Subject = "CN=orders-worker" });
        SigningKey made = SigningKey.Generate(JwsAlgorithms.ES256, keyId: "2026-02");

        string jwks = SigningKey.ExportPublicJwks(fromStore, made);   // for the registration; nothing private is in it
        #endregion
        return jwks + fromText;
    }

    public static void EdDsa()
    {
        #region EdDsa
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.PrivateKeyJwt("orders-worker", Ed25519Key.InFile("/run/secrets/orders.jwk")));
        #endregion
    }

    public static ClientAuthentication Assertion(SigningKey key)
    {
        #region Assertion
        var authentication = new PrivateKeyJwt("orders-worker", key)
        {
            AllowedAlgorithms = JwsAlgorithms.Fapi2,       // a key of another algorithm isn't used
            Lifetime = TimeSpan.FromSeconds(30),           // 60 s by default, 5 minutes at most
            ClockOffset = TimeSpan.FromSeconds(-20),       // for a machine that is ahead of the server
        };
        #endregion
        return authentication;
    }

    public static ClientAuthentication SecretExpiry(string issued, DateTimeOffset expiresAt)
    {
        #region SecretExpiry
        ClientSecret secret = ClientSecret.Parse(issued).WithExpiry(expiresAt);
        var authentication = new ClientSecretBasic("orders-worker", secret);
        #endregion
        return authentication;
    }

    public static ClientAuthentication SecretRotation(ClientSecret tomorrow, ClientSecret today)
    {
        #region SecretRotation
        var authentication = new ClientSecretRotation(
            current: new ClientSecretBasic("orders-worker", tomorrow),
            previous: new ClientSecretBasic("orders-worker", today));
        #endregion
        return authentication;
    }

    public static void MutualTls(string password)
    {
        #region MutualTls
        ClientCertificate certificate = ClientCertificate.FromFile("/run/secrets/orders.pfx", password);
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.TlsClientAuth("orders-worker", certificate));
        #endregion
    }

    public static BackchannelOptions Configured()
    {
        #region ConfigureHandler
        var options = new BackchannelOptions
        {
            ConfigureHandler = handler => handler.Proxy = new WebProxy("http://proxy.example.com:3128"),
            RevocationMode = X509RevocationMode.Online,
        };
        #endregion
        return options;
    }

    public static void AssertionFile()
    {
        #region AssertionFile
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.ClientAssertionFile("orders-worker", "/var/run/secrets/tokens/oidc"));
        #endregion
    }

    #region RemoteSigner
    public sealed class VaultSigner(IVault vault) : JwsSigner
    {
        public override string Algorithm => JwsAlgorithms.ES256;

        public override string? KeyId => "orders-2026";

        protected override async ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
            await vault.SignAsync("orders-2026", SHA256.HashData(data.Span), cancellationToken);
    }
    #endregion

    #region OwnMethod
    public sealed class AcmeSignature(string clientId, ISigner signer) : ClientAuthentication(clientId)
    {
        public override string Method => "acme_signature";

        protected override async ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
        {
            request.Form.Add("client_id", ClientId);
            request.Authorization = $"Acme {await signer.SignAsync(request.Endpoint, cancellationToken)}";
        }
    }
    #endregion
}
