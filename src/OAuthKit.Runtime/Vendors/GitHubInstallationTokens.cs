using System.Globalization;
using System.Net;
using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// The tokens of a GitHub App that is installed somewhere: not OAuth, but a JWT of the app that GitHub's API exchanges for a token of an
/// hour (<see href="https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app">GitHub, Create an installation
/// access token for an app</see>). Give it to a <see cref="TokenManager"/> by a <see cref="TokenPolicy(TokenSource, TokenManager, string)"/>.
/// </summary>
public sealed class GitHubInstallationTokens : TokenSource, IDisposable
{
    private const string Peer = "API of GitHub";
    private const string MediaType = "application/vnd.github+json";

    // GitHub wants the JWT to begin a minute ago, for clocks that differ, and to end within ten minutes.
    private static readonly TimeSpan _clockSkew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(9);

    private readonly string _appId;
    private readonly JwsWriter _writer;
    private readonly Uri _url;
    private readonly BackchannelOptions _options;
    private readonly Backchannel _backchannel;

    /// <summary>Tokens of one installation. Nothing is sent yet.</summary>
    /// <param name="appId">The client identifier of the app, or its app ID.</param>
    /// <param name="key">The private key of the app, an RSA key for <c>RS256</c>.</param>
    /// <param name="installationId">The installation.</param>
    /// <param name="domain">The host of a GitHub Enterprise. The default, null, is <c>github.com</c>.</param>
    /// <param name="options">How to talk to GitHub.</param>
    /// <exception cref="ArgumentException">A value isn't right.</exception>
    public GitHubInstallationTokens(string appId, JwsSigner key, long installationId, string? domain = null, BackchannelOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(appId);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(installationId);
        var host = VendorGrammar.DnsName.Normalize(domain ?? "github.com")
            ?? throw new ArgumentException($"The domain of GitHub isn't one. Give {VendorGrammar.DnsName.Description}.", nameof(domain));
        _appId = appId;
        _writer = new JwsWriter(key, JoseNames.Jwt);
        _url = new Uri($"{ApiOf(host)}/app/installations/{installationId.ToString(CultureInfo.InvariantCulture)}/access_tokens");
        _options = (options ?? new BackchannelOptions()).Copy();
        _backchannel = new Backchannel(_options);
    }

    /// <summary>The repositories that a token is for, by their names without the owner.</summary>
    /// <value>The default is empty: all that the installation has.</value>
    public IReadOnlyList<string> Repositories
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>What a token may do, such as <c>contents</c> and <c>read</c>.</summary>
    /// <value>The default is empty: all that the app may.</value>
    public IReadOnlyDictionary<string, string> Permissions
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(0);

    /// <summary>Closes the connections. A handler that was given isn't disposed.</summary>
    public void Dispose() => _backchannel.Dispose();

    /// <inheritdoc/>
    protected internal override async Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken)
    {
        using var body = WriteBody();
        var request = new BackchannelRequest(HttpMethod.Post, _url, BackchannelRequest.TokenLimit)
        {
            Json = body,
            Accept = MediaType,
            Authorization = $"{Scheme.Bearer} {await SignAsync(cancellationToken).ConfigureAwait(false)}",
            UserAgent = nameof(OAuthKit),
            Peer = Peer,
        };
        using var response = await _backchannel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(response);
    }

    // GitHub Enterprise Server has its API under its own host; ghe.com has a host for it, as github.com does.
    private static string ApiOf(string host) =>
        host == "github.com" || host.EndsWith(".ghe.com", StringComparison.Ordinal) ? $"https://api.{host}" : $"https://{host}/api/v3";

    private async ValueTask<string> SignAsync(CancellationToken cancellationToken)
    {
        using var jwt = _writer.Begin();
        if (jwt.Algorithm != JwsAlgorithms.RS256)
        {
            throw new InvalidOperationException($"The key of a GitHub App signs by {JwsAlgorithms.RS256}, and this one signs by {jwt.Algorithm}.");
        }

        var now = _options.TimeProvider.GetUtcNow();
        jwt.Claims.WriteString(JoseNames.Iss, _appId);
        jwt.Claims.WriteNumber(JoseNames.Iat, (now - _clockSkew).ToUnixTimeSeconds());
        jwt.Claims.WriteNumber(JoseNames.Exp, (now + _lifetime).ToUnixTimeSeconds());
        return await jwt.SignAsync(cancellationToken).ConfigureAwait(false);
    }

    private PooledBuffer WriteBody()
    {
        var body = new PooledBuffer(256);
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        if (Repositories.Count > 0)
        {
            json.WriteStartArray("repositories");
            foreach (var repository in Repositories)
            {
                json.WriteStringValue(repository);
            }

            json.WriteEndArray();
        }

        if (Permissions.Count > 0)
        {
            json.WriteStartObject("permissions");
            foreach (var (name, access) in Permissions)
            {
                json.WriteString(name, access);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return body;
    }

    private TokenSet Read(BackchannelResponse response)
    {
        if (response.Status != (int)HttpStatusCode.Created)
        {
            throw new OAuthException(
                OAuthFault.TokenResponseStatus,
                $"The {Peer} answered the request for an installation token with HTTP {response.Status} in place of 201. Check the app, its key and the installation.")
            {
                StatusCode = response.Status,
                RetryAt = response.RetryAt,
            };
        }

        using var document = response.IsJson ? StrictJson.ParseObject(response.Body) : null;
        if (document is null)
        {
            throw new OAuthException(OAuthFault.TokenResponseMalformed, $"The answer of the {Peer} isn't one JSON object without duplicate names.");
        }

        if (!AccessToken.TryParse(StrictJson.StringOrNull(document.RootElement, "token"), out var token))
        {
            throw new OAuthException(OAuthFault.TokenResponseAccessToken, $"The answer of the {Peer} has no \"token\" that can be sent in a header.");
        }

        if (!document.RootElement.TryGetProperty("expires_at", out var end) || end.ValueKind != JsonValueKind.String || !end.TryGetDateTimeOffset(out var expiresAt))
        {
            throw new OAuthException(OAuthFault.TokenResponseExpiresIn, $"The answer of the {Peer} has no \"expires_at\" that is a time.");
        }

        return new TokenSet(token, expiresAt, _options.TimeProvider);
    }
}
