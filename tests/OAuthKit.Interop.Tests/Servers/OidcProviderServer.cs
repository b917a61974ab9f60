using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Interop.Tests;

/// <summary>oidc-provider in a Node process of its own; the folder <c>oidc-provider</c> holds it. Its issuer has no slash at the end.</summary>
public sealed class OidcProviderServer : InteropServer
{
    private NodeProcess? _process;
    private string? _issuer;

    /// <summary>Whether it keeps FAPI 2.0 with all clients, and wants a nonce in each proof of a key.</summary>
    public bool IsFapi { get; init; }

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
            root = Authority.RootPem,
            rotateRefreshToken = !ForgivesReuse,
            fapi = IsFapi,
            user = new { name = UserName, password = Password },
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

    public override async Task<string> ApproveCodeAsync(RegisteredClient client, string scope, string codeChallenge, string? nonce = null)
    {
        JsonElement code = await ControlAsync(
            "code", new { client_id = client.Id, account = UserName, scope, redirect_uri = RedirectUri, code_challenge = codeChallenge, nonce });
        return code.GetString()!;
    }

    public override Task DecideDeviceAsync(string userCode, bool approve)
    {
        return ControlAsync("device", new { user_code = userCode, account = UserName, approve });
    }

    /// <summary>Lets the user decide whom a client asked through the back channel.</summary>
    public Task DecideBackchannelAsync(string authenticationRequestId, bool approve)
    {
        return ControlAsync("backchannel", new { auth_req_id = authenticationRequestId, approve });
    }

    /// <summary>The same, for a client that doesn't show the identifier of its one request.</summary>
    public Task DecideBackchannelAsync(RegisteredClient client, bool approve)
    {
        return ControlAsync("backchannel", new { client_id = client.Id, approve });
    }

    protected override Task AddClientAsync(RegisteredClient client)
    {
        bool usesCode = client.GrantTypes.Contains("authorization_code");
        JsonObject metadata = new()
        {
            ["client_id"] = client.Id,
            ["client_secret"] = client.Secret,
            ["token_endpoint_auth_method"] = client.AuthenticationMethod,
            ["grant_types"] = new JsonArray([.. client.GrantTypes.Select(type => (JsonNode)type)]),
            ["response_types"] = usesCode ? new JsonArray("code") : new JsonArray(),
            ["redirect_uris"] = usesCode ? new JsonArray(RedirectUri) : new JsonArray(),
            ["post_logout_redirect_uris"] = usesCode ? new JsonArray(PostLogoutRedirectUri) : new JsonArray(),
            ["scope"] = client.Scope,
        };
        if (client.IsNative)
        {
            metadata["application_type"] = "native";
            metadata["redirect_uris"] = new JsonArray(RegisteredClient.LoopbackRedirectUri);
        }

        foreach ((string name, JsonNode value) in client.Metadata)
        {
            metadata[name] = value.DeepClone();
        }

        if (client.GrantTypes.Contains("urn:openid:params:grant-type:ciba"))
        {
            metadata["backchannel_token_delivery_mode"] = client.NotificationEndpoint is null ? "poll" : "ping";
            if (client.NotificationEndpoint is { } endpoint)
            {
                metadata["backchannel_client_notification_endpoint"] = endpoint.AbsoluteUri;
            }
        }

        if (client.IntrospectionAlgorithm is { } algorithm)
        {
            metadata["introspection_signed_response_alg"] = algorithm;
        }

        if (client.RequestAlgorithm is { } requestAlgorithm)
        {
            metadata["backchannel_authentication_request_signing_alg"] = requestAlgorithm;
        }

        if (client.PublicJwk is { } jwk)
        {
            metadata["jwks"] = new JsonObject { ["keys"] = new JsonArray(jwk) };
        }

        if (client.EncryptionJwk is { } encryptionJwk)
        {
            metadata["introspection_encrypted_response_alg"] = encryptionJwk["alg"]!.GetValue<string>();
            metadata["jwks"] = new JsonObject { ["keys"] = new JsonArray(encryptionJwk) };
        }

        if (client.AuthenticationMethod == "tls_client_auth")
        {
            metadata["tls_client_auth_subject_dn"] = client.Certificate!.Subject;
        }
        else if (client.Certificate is { } certificate)
        {
            metadata["jwks"] = new JsonObject { ["keys"] = new JsonArray(RawAuthentication.ToJwk(certificate)) };
        }

        return ControlAsync("clients", metadata);
    }

    private async Task<JsonElement> ControlAsync(string command, object argument)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync($"{Issuer}/control/{command}", argument);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
