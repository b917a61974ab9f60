using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>
/// An authorization server that nobody here wrote, on a loopback port over https. A test registers its own client, so
/// that what it counts is its own, and moves the clock only of a server that it started itself.
/// </summary>
public abstract class InteropServer : IAsyncLifetime
{
    public static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Where the browser of a client would be sent.</summary>
    public const string RedirectUri = $"https://{Host}/callback";

    /// <summary>Where the browser of a client comes back to after a logout.</summary>
    public const string PostLogoutRedirectUri = $"https://{Host}/goodbye?from=logout";

    /// <summary>The user who decides.</summary>
    public const string UserName = "alice";

    /// <summary>The user's password.</summary>
    public const string Password = "correct horse battery staple";

    /// <summary>The host of <see cref="RedirectUri"/>.</summary>
    public const string Host = "shop.interop.test";

    protected InteropServer()
    {
        Certificate = Authority.IssueServerCertificate();
        Handler = Authority.CreateHandler();
        Http = new HttpClient(Handler);
    }

    /// <summary>Who issues the certificates of servers and clients.</summary>
    public TestCertificateAuthority Authority { get; } = new();

    /// <summary>The certificate of the server and of the APIs beside it.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The connections of the tests, which trust that certificate's root alone.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>The issuer, as the server itself writes it.</summary>
    public abstract string Issuer { get; }

    /// <summary>Why the server can't run on this machine; null where it can.</summary>
    public string? Unavailable { get; protected set; }

    /// <summary>
    /// Whether a refresh token may be used again: at OpenIddict for a while, at oidc-provider because it is never replaced. By
    /// default both replace it with every use, and take a second use for a theft.
    /// </summary>
    public bool ForgivesReuse { get; init; }

    /// <summary>The server's time.</summary>
    public ShiftedClock Clock { get; } = new();

    /// <summary>A plain client over <see cref="Handler"/>.</summary>
    public HttpClient Http { get; }

    /// <summary>What the token endpoint says to an unknown client or a wrong secret.</summary>
    public abstract ServerError InvalidClient { get; }

    /// <summary>What the token endpoint says to <see cref="ProtectedResource.Forbidden"/>.</summary>
    public abstract ServerError InvalidScope { get; }

    /// <summary>What the token endpoint says to a resource that it doesn't know.</summary>
    public abstract ServerError InvalidTarget { get; }

    /// <summary>Connections of their own, for a container that makes and disposes them.</summary>
    public HttpMessageHandler CreateHandler()
    {
        return Authority.CreateHandler();
    }

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        Http.Dispose();
        Handler.Dispose();
        Certificate.Dispose();
        Authority.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Registers a client for the client credentials grant and the scopes of the protected resources.</summary>
    public Task<RegisteredClient> RegisterAsync(string authenticationMethod = "client_secret_basic")
    {
        return RegisterAsync(RegisteredClient.Create(authenticationMethod));
    }

    /// <inheritdoc cref="RegisterAsync(string)"/>
    public async Task<RegisteredClient> RegisterAsync(RegisteredClient client)
    {
        await AddClientAsync(client);
        return client;
    }

    /// <summary>How many requests of that client reached the token endpoint, refused ones included.</summary>
    public abstract Task<int> CountTokenRequestsAsync(RegisteredClient client);

    public virtual Task AdvanceClockAsync(TimeSpan by)
    {
        Clock.Advance(by);
        return Task.CompletedTask;
    }

    public async Task<JsonElement> GetMetadataAsync()
    {
        return await Http.GetFromJsonAsync<JsonElement>($"{Issuer.TrimEnd('/')}/.well-known/openid-configuration");
    }

    /// <summary>Sends a form to the endpoint that the metadata names, authenticated as the client.</summary>
    public async Task<HttpResponseMessage> PostAsync(string endpoint, RegisteredClient client, params (string Name, string Value)[] form)
    {
        string address = (await GetMetadataAsync()).GetProperty(endpoint).GetString()!;
        List<KeyValuePair<string, string>> parameters = [.. form.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))];
        using HttpRequestMessage request = new(HttpMethod.Post, address);
        RawAuthentication.Apply(client, Issuer, Clock.GetUtcNow(), request, parameters);
        request.Content = new FormUrlEncodedContent(parameters);
        if (client.IntrospectionAlgorithm is not null)
        {
            request.Headers.Accept.ParseAdd("application/token-introspection+jwt");
        }

        if (client.Certificate is not { } certificate)
        {
            return await Http.SendAsync(request);
        }

        using HttpClient http = new(Authority.CreateHandler(certificate));
        return await http.SendAsync(request);
    }

    /// <summary>What <see cref="PostAsync"/> answers, read as JSON.</summary>
    public async Task<JsonElement> PostForJsonAsync(string endpoint, RegisteredClient client, params (string Name, string Value)[] form)
    {
        using HttpResponseMessage response = await PostAsync(endpoint, client, form);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>An authorization code of a user who has approved, without a browser.</summary>
    public abstract Task<string> ApproveCodeAsync(RegisteredClient client, string scope, string codeChallenge, string? nonce = null);

    /// <summary>Lets the user decide who has typed the code of a device.</summary>
    public abstract Task DecideDeviceAsync(string userCode, bool approve);

    /// <summary>Revokes a token at the server (RFC 7009); APIs that ask the server about it learn so at their next call.</summary>
    public async Task RevokeAsync(RegisteredClient client, string token)
    {
        using HttpResponseMessage response = await PostAsync("revocation_endpoint", client, ("token", token));
        response.EnsureSuccessStatusCode();
    }

    protected abstract Task AddClientAsync(RegisteredClient client);
}
