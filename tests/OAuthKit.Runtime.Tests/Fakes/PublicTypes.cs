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
        var request = new ClientAuthenticationRequest(new Uri(The.TokenEndpoint), The.Issuer, form) { Authorization = $"Bearer {The.Canary}" };
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
        using var members = JsonDocument.Parse($$"""{"active":true,"sub":"s","secret":"{{The.Canary}}"}""");
        var registered = RegisteredClient.FromJson($$"""{"client_id":"c","client_secret":"{{The.Secret}}","client_secret_expires_at":0,"registration_access_token":"{{The.Canary}}"}""");
        return
        [
            IntrospectionEndpoint.ReadMembers(members.RootElement), new IntrospectionOptions { Authorization = tokens.AccessToken },
            new JwtIntrospectionOptions { DecryptionKeys = [DecryptionKey.FromSharedKey(new byte[16])] },
            new IntrospectionCache(client), new IntrospectionCacheOptions(), new UserInfo("s", members.RootElement.Clone()),
            registered, registered.Metadata,
            tokens, tokens.AccessToken, tokens.RefreshToken, tokens.EncodedIdToken, ClientSecret.Parse(The.Secret),
            form, request, basic, new ClientSecretPost(The.ClientId, ClientSecret.Parse(The.Secret)), new NoClientAuthentication(The.ClientId),
            client, client.Server, client.Server.Endpoints, ServerMetadata.Parse(The.Metadata()), server.Options,
            The.Grant, policy, TokenPolicy.Anonymous, manager, new TokenManagerOptions(), source,
            new OAuthHandler(policy, The.Api), new OAuthHandlerOptions(), AuthenticationChallenge.Parse(["Bearer error=x"])[0],
            new OAuthException("x", "no"), new OAuthServerException("token endpoint", "invalid_client", "no", null, 400), new InsufficientScopeException(["a"]),
        ];
    }
}
