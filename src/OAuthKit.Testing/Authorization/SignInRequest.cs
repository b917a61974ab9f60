using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>An authorization request that was found good.</summary>
internal sealed class SignInRequest(SignInTarget target, RequestValues parameters)
{
    public SignInTarget Target { get; } = target;

    public TestClient Client => Target.Client;

    public RequestValues Parameters { get; } = parameters;

    public required IReadOnlyList<string> ResponseTypes { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    public required IReadOnlyList<string> Prompts { get; init; }

    public TimeSpan? MaxAge { get; init; }

    public JsonObject? Claims { get; init; }

    public JsonArray? AuthorizationDetails { get; init; }

    /// <summary>Who the client thinks that it is; null where it doesn't say.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether the hint is an ID token, which no other user fulfils.</summary>
    public bool IsHintBinding { get; init; }

    public bool WantsCode => ResponseTypes.Contains(Testing.ResponseTypes.Code);

    public bool WantsIdToken => ResponseTypes.Contains(Testing.ResponseTypes.IdToken);

    /// <summary>The first authentication context that is asked for (OpenID Connect Core sections 3.1.2.1 and 5.5.1.1).</summary>
    public string? WantedContext =>
        ScopeText.Split(Parameters[ParameterNames.AcrValues]) is [var first, ..] ? first : ReadClaim(ClaimNames.AuthenticationContext);

    public IReadOnlyList<string> IdTokenClaims => Claims?[ParameterNames.IdToken] is JsonObject claims ? [.. claims.Select(claim => claim.Key)] : [];

    private string? ReadClaim(string name) =>
        Claims?[ParameterNames.IdToken]?[name] is JsonObject claim ? claim.ReadString("value") ?? (claim.ReadStrings("values") is [var first, ..] ? first : null) : null;
}
