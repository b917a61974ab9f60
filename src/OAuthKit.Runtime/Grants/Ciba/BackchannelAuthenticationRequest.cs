using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// Whom to ask for their consent, and for what
/// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_request">CIBA
/// section 7.1</see>). Exactly one of <see cref="LoginHint"/>, <see cref="LoginHintToken"/> and <see cref="IdTokenHint"/> names
/// the user. Poll and ping mode are offered. Push mode isn't: in it the tokens themselves come from outside, and FAPI forbids it.
/// </summary>
[DebuggerDisplay("{Scope}")]
[JsonConverter(typeof(SecretJsonConverter<BackchannelAuthenticationRequest>))]
public sealed class BackchannelAuthenticationRequest
{
    private string[] _resource = [];
    private string[] _acrValues = [];

    /// <summary>The scope to ask for, as scope values separated by single spaces. It must hold <c>openid</c>.</summary>
    /// <value>The default is <c>openid</c>.</value>
    /// <exception cref="ArgumentException">The scope breaks its grammar, or doesn't hold <c>openid</c>.</exception>
    public string Scope
    {
        get;
        init => field = Validate(value);
    } = Wire.OpenId;

    /// <summary>The user by a name that the server knows, such as an address or a telephone number.</summary>
    /// <value>The default is null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? LoginHint { get; init; }

    /// <summary>The user by a token whose form server and client have agreed on.</summary>
    /// <value>The default is null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? LoginHintToken { get; init; }

    /// <summary>The user by an ID token that the server gave out before. An encrypted one is decrypted first by <see cref="OAuthClient.IdTokens"/>.</summary>
    /// <value>The default is null.</value>
    public EncodedIdToken? IdTokenHint { get; init; }

    /// <summary>How the user is to be authenticated, the most wanted first.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A value is empty, or has a space or a control character.</exception>
    public IReadOnlyList<string> AcrValues
    {
        get => _acrValues;
        init => _acrValues = ValidateAcr(value);
    }

    /// <summary>
    /// A short text that is shown on both devices, so that the user sees that they belong together. Plain text, best no more than
    /// 20 characters.
    /// </summary>
    /// <value>The default, null, sends none.</value>
    /// <exception cref="ArgumentException">The text has a control character.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? BindingMessage
    {
        get;
        init => field = ValidateText(value, nameof(BindingMessage));
    }

    /// <summary>A code that only the user knows, where the server wants one, so that not everybody can send them requests. Not kept anywhere.</summary>
    /// <value>The default, null, sends none.</value>
    /// <exception cref="ArgumentException">The code has a control character. The message doesn't hold it.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? UserCode
    {
        get;
        init => field = ValidateText(value, nameof(UserCode));
    }

    /// <summary>How long the user should have to decide, in whole seconds.</summary>
    /// <value>The default, null, leaves it to the server.</value>
    /// <exception cref="ArgumentOutOfRangeException">The time is less than a second.</exception>
    public TimeSpan? RequestedExpiry
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(1), nameof(value));
            field = value;
        }
    }

    /// <summary>
    /// Asks the server to notify the client once the user has decided (ping mode), at the address that it was registered with. A
    /// new <see cref="BackchannelAuthentication.ClientNotificationToken"/> is made for each request. The poller asks at its
    /// intervals all the same, in case the notification is lost.
    /// </summary>
    /// <value>The default is false: poll mode.</value>
    public bool UsePing { get; init; }

    /// <summary>
    /// Signs the request with a private key, for servers that ask for it
    /// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#signed_auth_request">CIBA
    /// section 7.1.1</see>): all of it goes into a JWT for the issuer, which is good for 5 minutes and for one request.
    /// </summary>
    /// <value>The default, null, sends plain parameters.</value>
    public JwsSigner? Signer { get; init; }

    /// <summary>
    /// The resources that the tokens are for, each an absolute URI without a fragment
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2">RFC 8707 section 2</see>).
    /// </summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A resource isn't an absolute URI without a fragment.</exception>
    public IReadOnlyList<string> Resource
    {
        get => _resource;
        init => _resource = ResourceIndicator.Validate(value);
    }

    /// <summary>The audience that the tokens are for, which several servers take in place of a resource.</summary>
    /// <value>The default, null, sends no <c>audience</c>.</value>
    public string? Audience { get; init; }

    /// <summary>Further parameters of the request, which must not be those that OAuthKit sets.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A parameter is one that OAuthKit sets itself.</exception>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = ReservedParameters.Check(value);
    } = new Dictionary<string, string>(0);

    /// <summary>All of the request but the client authentication, in the order of CIBA section 7.1.</summary>
    internal FormParameters BuildForm(ClientAuthentication authentication, ClientNotificationToken? notification, IdTokenOptions idTokens)
    {
        // Section 7.1: the client MUST authenticate.
        if (authentication.Method == AuthenticationMethods.None)
        {
            throw new InvalidOperationException("A public client can't ask for a backchannel authentication: give the client a method of authentication (CIBA section 7.1).");
        }

        ThrowUnlessOneHint();
        var form = new FormParameters();
        form.AddTarget(Scope, Resource, Audience);
        Add(form, Wire.ClientNotificationToken, notification?.Reveal());
        Add(form, Wire.AcrValues, _acrValues.Length > 0 ? string.Join(' ', _acrValues) : null);
        Add(form, Wire.LoginHintToken, LoginHintToken);
        Add(form, Wire.IdTokenHint, OAuthKit.IdTokenHint.Read(IdTokenHint, idTokens));
        Add(form, Wire.LoginHint, LoginHint);
        Add(form, Wire.BindingMessage, BindingMessage);
        Add(form, Wire.UserCode, UserCode);
        Add(form, Wire.RequestedExpiry, RequestedExpiry is { } expiry ? ((long)expiry.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        form.AddFurther(Parameters);

        return form;
    }

    // Section 7.1: one hint, and not more than one.
    private void ThrowUnlessOneHint()
    {
        var hints = (string.IsNullOrEmpty(LoginHint) ? 0 : 1) + (string.IsNullOrEmpty(LoginHintToken) ? 0 : 1) + (IdTokenHint is null ? 0 : 1);
        if (hints != 1)
        {
            throw new ArgumentException($"A backchannel authentication request names the user by exactly one of {nameof(LoginHint)}, {nameof(LoginHintToken)} and {nameof(IdTokenHint)}, but {hints} are set (CIBA section 7.1).");
        }
    }

    private static void Add(FormParameters form, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            form.Add(name, value);
        }
    }

    private static string Validate(string? scope)
    {
        var valid = ScopeText.Validate(scope) ?? "";
        return ScopeText.Holds(valid, Wire.OpenId)
            ? valid
            : throw new ArgumentException("The scope of a backchannel authentication request must hold \"openid\" (CIBA section 7.1).", nameof(scope));
    }

    private static string[] ValidateAcr(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            if (string.IsNullOrEmpty(value) || value.Contains(' ') || Secret.HasControl(value))
            {
                throw new ArgumentException("A value of acr_values is empty, or has a space or a control character (CIBA section 7.1).", nameof(values));
            }
        }

        return [.. values];
    }

    private static string? ValidateText(string? text, string name) =>
        text is null || !Secret.HasControl(text) ? text : throw new ArgumentException($"The {name} has a control character, such as a line break.", name);
}
