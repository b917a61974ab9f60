using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A request from outside to begin a login
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#ThirdPartyInitiatedLogin">OpenID Connect Core section
/// 4</see>). It is checked, and still it is only a wish: answer it by a new <see cref="AuthorizationRequest"/> to
/// <see cref="Issuer"/>, with its hint, and with its target as <see cref="AuthorizationRequest.ReturnUrl"/>.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<LoginInitiation>))]
public sealed class LoginInitiation
{
    private LoginInitiation(string issuer, string? loginHint, string? targetLinkUri)
    {
        Issuer = issuer;
        LoginHint = loginHint;
        TargetLinkUri = targetLinkUri;
    }

    /// <summary>The server to log in at, one of those that are known here.</summary>
    public string Issuer { get; }

    /// <summary>The user, by a name that the server knows; null where none was given.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? LoginHint { get; }

    /// <summary>Where to go on after the login, which is allowed; null where nothing was said.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? TargetLinkUri { get; }

    /// <summary>Reads and checks such a request.</summary>
    /// <param name="parameters">The query of a GET, or the form of a POST, encoded as it came.</param>
    /// <param name="issuers">The servers that are known here, each as it names itself.</param>
    /// <param name="targets">Where the browser may be sent after the login.</param>
    /// <returns>The request.</returns>
    /// <exception cref="OAuthException">
    /// It can't be read (<see cref="OAuthFault.LoginInitiationMalformed"/>), names an unknown server
    /// (<see cref="OAuthFault.LoginInitiationIssuer"/>), or wants to go on to an address that isn't allowed
    /// (<see cref="OAuthFault.LoginInitiationTarget"/>). Nothing was sent; answer with 400.
    /// </exception>
    public static LoginInitiation Read(string parameters, IReadOnlyCollection<string> issuers, ReturnUrlValidator targets)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(issuers);
        ArgumentNullException.ThrowIfNull(targets);
        var values = Parse(parameters);
        // Section 4: REQUIRED, and one that is known. Nothing is discovered for the asking.
        if (values.GetValueOrDefault(Wire.Iss) is not { Length: > 0 } issuer)
        {
            throw Fault(OAuthFault.LoginInitiationMalformed, "has no \"iss\"");
        }

        if (!issuers.Contains(issuer))
        {
            throw Fault(OAuthFault.LoginInitiationIssuer, $"names the authorization server \"{ServerText.Clean(issuer)}\", which isn't known here");
        }

        // Section 4: MUST be verified, so that this isn't an open redirector.
        var target = values.GetValueOrDefault(Wire.TargetLinkUri) is { Length: > 0 } uri ? uri : null;
        if (target is not null && !targets.IsAllowed(target))
        {
            throw Fault(OAuthFault.LoginInitiationTarget, "wants to go on to an address that isn't allowed");
        }

        return new(issuer, values.GetValueOrDefault(Wire.LoginHint) is { Length: > 0 } hint ? hint : null, target);
    }

    /// <summary>The server, and nothing about the user.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"Request to log in at {ServerText.Clean(Issuer)}";

    private static Dictionary<string, string> Parse(string parameters)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var isOnce = true;
        if (parameters.Length > AuthorizationCallback.MaxUrlLength
            || !UrlEncodedForm.TryRead(parameters.AsSpan().TrimStart('?'), (name, value) => isOnce &= name is not (Wire.Iss or Wire.LoginHint or Wire.TargetLinkUri) || values.TryAdd(name, value)))
        {
            throw Fault(OAuthFault.LoginInitiationMalformed, "isn't made of encoded parameters, or is too long");
        }

        return isOnce ? values : throw Fault(OAuthFault.LoginInitiationMalformed, "has a parameter more than once");
    }

    private static OAuthException Fault(string code, string what) =>
        new(code, $"The request to begin a login {what} (OpenID Connect Core section 4). Nobody was sent anywhere.");
}
