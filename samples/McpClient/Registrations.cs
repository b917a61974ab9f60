using System.Collections.Concurrent;
using OAuthKit;

namespace McpSample;

/// <summary>The registrations of this client, one for each authorization server. A program of yours keeps them encrypted (<see cref="RegisteredClient.ToJson"/>).</summary>
internal sealed class Registrations
{
    private readonly ConcurrentDictionary<string, RegisteredClient> _kept = new();

    public async ValueTask<ClientAuthentication> FindOrRegisterAsync(AuthorizationServer server, CancellationToken cancellationToken)
    {
        if (!_kept.TryGetValue(server.Issuer!, out var registered))
        {
            registered = await server.RegisterAsync(
                new ClientMetadata
                {
                    ClientName = "OAuthKit's MCP sample",
                    RedirectUris = ["http://127.0.0.1/callback"],
                    GrantTypes = ["authorization_code", "refresh_token"],
                    TokenEndpointAuthMethod = "none",
                },
                cancellationToken: cancellationToken);
            _kept[server.Issuer!] = registered;
            Console.WriteLine($"Registered as {registered.ClientId} at {server.Issuer}");
        }

        return registered.CreateAuthentication();
    }
}
