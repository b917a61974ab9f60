using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace OAuthKit.Interop.Tests;

/// <summary>oidc-provider in a Node process of its own; the folder <c>oidc-provider</c> holds it. Its issuer has no slash at the end.</summary>
public sealed class OidcProviderServer : InteropServer
{
    private NodeProcess? _process;
    private string? _issuer;

    public override string Issuer => _issuer!;

    public override ServerError InvalidClient { get; } = new(401, "invalid_client", "client authentication failed");

    public override ServerError InvalidScope { get; } = new(400, "invalid_scope", "requested scope is not allowed");

    public override ServerError InvalidTarget { get; } = new(400, "invalid_target", "no such resource");

    public override async ValueTask InitializeAsync()
    {
        if (!NodeProcess.Exists("node"))
        {
            Unavailable = "oidc-provider needs Node.js (20 or later), and there is no 'node' on the PATH.";
            return;
        }

        string folder = typeof(OidcProviderServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "OidcProviderFolder").Value!;
        await NodePackages.InstallAsync(folder);

        using ECDsa key = Certificate.GetECDsaPrivateKey()!;
        string setup = JsonSerializer.Serialize(new
        {
            certificate = Certificate.ExportCertificatePem(),
            key = key.ExportPkcs8PrivateKeyPem(),
            accessTokenLifetime = (int)AccessTokenLifetime.TotalSeconds,
            scopes = new[] { ProtectedResource.Read, ProtectedResource.Write, ProtectedResource.Forbidden },
            resources = ProtectedResource.All.ToDictionary(
                resource => resource.Identifier,
                resource => new
                {
                    scope = $"{ProtectedResource.Read} {ProtectedResource.Write}",
                    accessTokenFormat = resource.UsesJwt ? "jwt" : "opaque",
                }),
        });
        (_process, string answer) = await NodeProcess.StartAsync(folder, "server.mjs", setup);
        _issuer = JsonDocument.Parse(answer).RootElement.GetProperty("issuer").GetString();

        foreach (ProtectedResource resource in ProtectedResource.All)
        {
            await AddClientAsync(resource.IntrospectionClient);
        }
    }

    public override async Task<int> CountTokenRequestsAsync(RegisteredClient client)
    {
        return (await ControlAsync("token-requests", new { client_id = client.Id })).GetInt32();
    }

    public override async Task AdvanceClockAsync(TimeSpan by)
    {
        await base.AdvanceClockAsync(by);
        await ControlAsync("clock", new { seconds = by.TotalSeconds });
    }

    public override async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override Task AddClientAsync(RegisteredClient client)
    {
        return ControlAsync("clients", new
        {
            client_id = client.Id,
            client_secret = client.Secret,
            token_endpoint_auth_method = client.AuthenticationMethod,
            grant_types = new[] { "client_credentials" },
            response_types = Array.Empty<string>(),
            redirect_uris = Array.Empty<string>(),
            scope = $"{ProtectedResource.Read} {ProtectedResource.Write}",
        });
    }

    private async Task<JsonElement> ControlAsync(string command, object argument)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync($"{Issuer}/control/{command}", argument);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
