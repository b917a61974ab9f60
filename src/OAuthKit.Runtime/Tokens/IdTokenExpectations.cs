using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// What an ID token must answer to: the authentication request that it comes of, and what came together with it
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect Core section
/// 3.1.3.7</see>).
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class IdTokenExpectations
{
    private readonly string[] _acrValues = [];
    private AccessToken? _accessToken;
    private AuthorizationCode? _code;

    /// <summary>The <c>nonce</c> of the authentication request.</summary>
    /// <value>The default, null, is for a request without one: an ID token that has one is refused.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Nonce { get; init; }

    /// <summary>The <c>max_age</c> of the authentication request. <c>auth_time</c> is then required, and no longer ago.</summary>
    /// <value>The default is null: none was asked for.</value>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The values of <c>acr</c> that were asked for as essential: one of them must be there.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> AcrValues
    {
        get => _acrValues;
        init => _acrValues = [.. value ?? throw new ArgumentNullException(nameof(value))];
    }

    /// <summary>Whether a response without an ID token is refused, as it is where <c>openid</c> was asked for.</summary>
    /// <value>The default is false. A <see cref="Nonce"/> or <see cref="MaxAge"/> requires one in any case.</value>
    public bool IsRequired { get; init; }

    /// <summary>
    /// Whether the ID token came by the browser: it must then be fresh, and hold the hash of what came with it
    /// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#HybridIDToken">OpenID Connect Core section
    /// 3.3.2.11</see>).
    /// </summary>
    /// <value>The default is false: it came from the token endpoint.</value>
    public bool IsFrontChannel { get; init; }

    /// <summary>The access token that came with it, for <c>at_hash</c>.</summary>
    /// <value>The default is null: there is none, and <c>at_hash</c> isn't looked at.</value>
    public AccessToken? AccessToken
    {
        get => _accessToken;
        init => _accessToken = value;
    }

    /// <summary>The code that came with it, or that it was got for, for <c>c_hash</c>.</summary>
    /// <value>The default is null: there is none, and <c>c_hash</c> isn't looked at.</value>
    public AuthorizationCode? Code
    {
        get => _code;
        init => _code = value;
    }

    /// <summary>The <c>state</c> of the authentication request, for <c>s_hash</c>.</summary>
    /// <value>The default is null: an ID token that has an <c>s_hash</c> is refused.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? State { get; init; }

    /// <summary>The ID token that the same authentication brought by the browser: issuer and subject must be the same (<see href="https://openid.net/specs/openid-connect-core-1_0.html#HybridIDToken2">OpenID Connect Core section 3.3.3.6</see>).</summary>
    /// <value>The default is null: there was none.</value>
    public IdToken? FrontChannel { get; init; }

    /// <summary>The ID token that this one follows after a refresh (OpenID Connect Core section 12.2), as it is kept.</summary>
    internal EncodedIdToken? Previous { get; init; }

    /// <summary>The claims of <see cref="Previous"/>, where they are at hand.</summary>
    internal IdToken? PreviousClaims { get; init; }

    /// <summary>Whether the ID token comes of no authentication request: nothing is known then of what was asked for.</summary>
    internal bool IsFollowUp { get; init; }

    /// <summary>What is known of an ID token that comes of no authentication request.</summary>
    internal static IdTokenExpectations FollowUp { get; } = new() { IsFollowUp = true };

    /// <summary>The same, with the access token that came with it.</summary>
    internal IdTokenExpectations With(AccessToken accessToken)
    {
        var copy = (IdTokenExpectations)MemberwiseClone();
        copy._accessToken = accessToken;
        return copy;
    }

    /// <summary>The same, with the code that the tokens were got for.</summary>
    internal IdTokenExpectations With(AuthorizationCode code)
    {
        var copy = (IdTokenExpectations)MemberwiseClone();
        copy._code = code;
        return copy;
    }

    /// <summary>Which checks there are; nothing of what was sent.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{(IsFrontChannel ? "front-channel " : "")}ID token, {(Nonce is null ? "no nonce" : "with a nonce")}";
}
