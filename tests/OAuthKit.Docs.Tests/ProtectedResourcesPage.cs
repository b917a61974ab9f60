using System.Net;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/protected-resources.md shows.</summary>
internal static class ProtectedResourcesPage
{
    public static async Task FindAsync(string secret, CancellationToken cancellationToken)
    {
        #region ResourceClient
        using var api = new ProtectedResource(
            "https://api.example.com",
            new ProtectedResourceOptions { AllowedIssuers = ["https://login.example.com"] });

        using OAuthClient client = await OAuthClient.ForResourceAsync(
            api, ClientAuthentication.ClientSecretBasic("orders-worker", secret), cancellationToken);

        TokenSet tokens = await client.RequestTokenAsync(
            new ClientCredentialsGrant { Scope = client.ResourceScope }, cancellationToken);   // with resource=https://api.example.com
        #endregion
        Console.WriteLine(tokens);
    }

    public static async Task<TokenSet?> ChallengeAsync(HttpClient http, Func<string, Task<bool>> askUser, Func<string, RegisteredClient?> find, Action<string, RegisteredClient> keep, CancellationToken cancellationToken)
    {
        #region ResourceChallenge
        using HttpResponseMessage response = await http.GetAsync("https://mcp.example.com/mcp", cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return null;
        }

        // WWW-Authenticate: Bearer resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp"
        using var api = ProtectedResource.FromChallenge(response, new ProtectedResourceOptions
        {
            AllowedIssuers = ["https://login.example.com"],                      // known ones
            ApproveIssuer = async (issuer, _) => await askUser(issuer),          // and those that the user trusts
        });

        using OAuthClient client = await OAuthClient.ForResourceAsync(api, RegisterAsync, cancellationToken);

        TokenSet tokens = await client.SignInAsync(
            redirectUri => new AuthorizationRequest { RedirectUri = redirectUri, Scope = client.ResourceScope },
            cancellationToken: cancellationToken);
        #endregion
        return tokens;

        #region ResourceRegistration
        async ValueTask<ClientAuthentication> RegisterAsync(AuthorizationServer server, CancellationToken stop)
        {
            RegisteredClient? registered = find(server.Issuer!);
            if (registered is null)
            {
                registered = await server.RegisterAsync(
                    new ClientMetadata
                    {
                        ClientName = "My MCP client",
                        RedirectUris = ["http://127.0.0.1/callback"],
                        TokenEndpointAuthMethod = "none",
                    },
                    cancellationToken: stop);
                keep(server.Issuer!, registered);                                // it may hold secrets: encrypt it
            }

            return registered.CreateAuthentication();
        }
        #endregion
    }

    public static async Task MetadataAsync(ProtectedResource api, CancellationToken cancellationToken)
    {
        #region ResourceMetadata
        ProtectedResourceMetadata metadata = await api.GetMetadataAsync(cancellationToken);

        Console.WriteLine($"{metadata.ResourceName}: {string.Join(", ", metadata.AuthorizationServers)}");
        if (metadata.TryGetMember("resource_name#de", out var name))
        {
            Console.WriteLine(name);
        }
        #endregion
    }

    public static BackchannelOptions Guard()
    {
        #region ResourceGuard
        var backchannel = new BackchannelOptions
        {
            AddressGuard = AddressGuard.PublicAnd(IPNetwork.Parse("10.20.0.0/16")),   // where the company's own servers are
        };
        #endregion
        return backchannel;
    }
}
