using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// Validates logout tokens, which an authorization server posts to an application as <c>logout_token</c>
/// (<see href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation">Back-Channel Logout section 2.6</see>).
/// Answer with status 200 where one is valid, with 400 where it isn't, and with <c>Cache-Control: no-store</c>. Make one for a
/// client and keep it: it remembers which tokens were taken. Safe for use by many threads.
/// </summary>
public sealed class LogoutTokenValidator
{
    private const string Subject = "logout token";
    private const string Type = "logout+jwt";
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private readonly OAuthClient _client;
    private readonly LogoutTokenOptions _options;
    private readonly JwtReplayStore _replays;

    /// <summary>A validator for the logout tokens of a client.</summary>
    /// <param name="client">The client. It isn't disposed with the validator.</param>
    /// <param name="options">What is taken.</param>
    public LogoutTokenValidator(OAuthClient client, LogoutTokenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new LogoutTokenOptions();
        _replays = _options.ReplayStore ?? JwtReplayStore.InMemory(timeProvider: client.Options.TimeProvider);
    }

    /// <summary>Validates a logout token, and remembers it.</summary>
    /// <param name="logoutToken">The token, as it came.</param>
    /// <param name="cancellationToken">Ends the fetching of the server's keys.</param>
    /// <returns>Who is to be logged out.</returns>
    /// <exception cref="InvalidOperationException">The issuer of the server isn't known.</exception>
    /// <exception cref="OAuthException">The token isn't valid or was taken before, or the server's keys can't be had; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public async Task<LogoutToken> ValidateAsync(string logoutToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(logoutToken);
        var issuer = _client.Server.Issuer ?? throw new InvalidOperationException("A logout token can only be validated where the issuer of the authorization server is known: give it.");
        // Steps 1 to 3: as those of ID tokens.
        var rules = JwtResponse.RulesFor(_client, _client.IdTokens, Subject, Type, typeIsRequired: !_options.AcceptUntyped, takesPlainType: _options.AcceptUntyped);
        using var document = await JwtResponse.OpenAsync(logoutToken, _client.IdTokens, rules, _client.Server.Keys, cancellationToken).ConfigureAwait(false);
        var root = document.RootElement;
        var claims = new JwtClaims(root, Subject, _client.Options.TimeProvider, _client.IdTokens.ClockSkew);
        // Step 4.
        issuer = TenantIssuer.Resolve(issuer, root, claims, _client.IdTokens.AllowedTenants);
        claims.CheckIssuer(issuer);
        claims.CheckAudienceHolds(_client.ClientId);
        claims.CheckIssuedAt(_options.LongestAge);
        claims.CheckRequiredLifetime();
        // Step 5.
        CheckSubject(claims);
        // Step 6.
        CheckEvents(root, claims);
        // Step 7.
        CheckNonce(root, claims);
        // Step 8; section 2.4: REQUIRED.
        var token = new LogoutToken(root.Clone(), issuer, claims.RequireText(JoseNames.Jti), claims.RequireTime(JoseNames.Iat));
        await CheckReplayAsync(token, claims, cancellationToken).ConfigureAwait(false);
        return token;
    }

    private static void CheckSubject(JwtClaims claims)
    {
        var (subject, session) = (claims.Text(JoseNames.Sub), claims.Text(ClaimNames.Sid));
        if (string.IsNullOrEmpty(subject) && string.IsNullOrEmpty(session))
        {
            throw claims.Fault(OAuthFault.LogoutTokenSubject, JoseNames.Sub, null, "is missing, and so is \"sid\" (OpenID Connect Back-Channel Logout section 2.4)");
        }
    }

    private static void CheckEvents(JsonElement root, JwtClaims claims)
    {
        if (!root.TryGetProperty(ClaimNames.Events, out var events) || events.ValueKind != JsonValueKind.Object
            || !events.TryGetProperty(Event, out var logout) || logout.ValueKind != JsonValueKind.Object)
        {
            throw claims.Fault(OAuthFault.LogoutTokenEvent, ClaimNames.Events, Event, $"isn't an object that holds \"{Event}\" (OpenID Connect Back-Channel Logout section 2.4)");
        }
    }

    private static void CheckNonce(JsonElement root, JwtClaims claims)
    {
        if (root.TryGetProperty(ClaimNames.Nonce, out _))
        {
            throw claims.Fault(OAuthFault.LogoutTokenNonce, ClaimNames.Nonce, null, "is prohibited (OpenID Connect Back-Channel Logout section 2.4)");
        }
    }

    private async Task CheckReplayAsync(LogoutToken token, JwtClaims claims, CancellationToken cancellationToken)
    {
        // The length in front keeps one pair from another.
        var identifier = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{token.Issuer.Length}:{token.Issuer}{token.TokenId}")));
        var until = token.IssuedAt + _options.LongestAge + _client.IdTokens.ClockSkew;
        if (!await _replays.TryAddAsync(identifier, until, cancellationToken).ConfigureAwait(false))
        {
            throw claims.Fault(OAuthFault.LogoutTokenReplayed, JoseNames.Jti, null, "is that of one that was taken before (OpenID Connect Back-Channel Logout section 2.6)");
        }
    }
}
