using System.Text.Json;

namespace OAuthKit;

/// <summary>One instance, or some, of every public type that has any, with a canary in each secret.</summary>
internal static class PublicTypes
{
    public static IEnumerable<object> Instances()
    {
        var server = new FakeServer();
        var client = server.Client(new ClientSecretBasic(The.ClientId, ClientSecret.Parse(The.Secret)));
        var form = new FormParameters { { "client_secret", The.Secret } };
        var request = new ClientAuthenticationRequest(new Uri(The.TokenEndpoint), The.Issuer, form, server.Clock) { Authorization = $"Bearer {The.Canary}" };
        var basic = new ClientSecretBasic(The.ClientId, ClientSecret.Parse(The.Secret));
        basic.ApplyAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        var tokens = new TokenSet(AccessToken.Parse(The.Token(1)), server.Clock.GetUtcNow(), server.Clock)
        {
            Scope = The.Scope,
            RefreshToken = RefreshToken.Parse(The.Canary),
            EncodedIdToken = EncodedIdToken.Parse($"a.{The.Canary}.b"),
            OtherMembers = new Dictionary<string, JsonElement> { ["secret"] = JsonElement.Parse($"\"{The.Canary}\"") },
        };
        var source = new ScriptedSource(server.Clock);
        var manager = new TokenManager();
        var policy = new TokenPolicy(source, manager, "own");
        manager.GetTokenAsync(policy).AsTask().GetAwaiter().GetResult();
        var key = SigningKey.FromPem(Pki.EncryptedPem, new SigningKeyOptions { Password = The.Canary });
        var certificate = ClientCertificate.From(Pki.Issue("public-types"));
        return
        [
            key, new SigningKeyFile("/keys/orders.pem", new SigningKeyOptions { Password = The.Canary }), new SigningKeyOptions { Password = The.Canary },
            certificate, new StoredCertificate { Subject = "CN=orders" }, new PrivateKeyJwt(The.ClientId, key),
            new ClientSecretJwt(The.ClientId, ClientSecret.Parse(The.Secret + The.Secret + The.Secret)), new ClientAssertionFile(The.ClientId, "/keys/assertion"),
            new TlsClientAuth(The.ClientId, certificate), new SelfSignedTlsClientAuth(The.ClientId, certificate),
            tokens, tokens.AccessToken, tokens.RefreshToken, tokens.EncodedIdToken, ClientSecret.Parse(The.Secret),
            form, request, basic, new ClientSecretPost(The.ClientId, ClientSecret.Parse(The.Secret)), new NoClientAuthentication(The.ClientId),
            client, client.Server, client.Server.Endpoints, ServerMetadata.Parse(The.Metadata()), server.Options,
            The.Grant, policy, TokenPolicy.Anonymous, manager, new TokenManagerOptions(), source,
            new OAuthHandler(policy, The.Api), new OAuthHandlerOptions(), AuthenticationChallenge.Parse(["Bearer error=x"])[0],
            new OAuthException("x", "no"), new OAuthServerException("token endpoint", "invalid_client", "no", null, 400), new InsufficientScopeException(["a"]),
        ];
    }
}
