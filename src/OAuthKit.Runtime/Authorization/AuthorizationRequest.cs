using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// What a user is asked to allow, in their browser
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749 section 4.1.1</see>,
/// <see href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core section 3.1.2.1</see>).
/// <see cref="OAuthClient.StartAuthorizationAsync"/> makes a URL of it, and adds what protects it, anew each time: <c>state</c>,
/// PKCE by <c>S256</c>, and <c>nonce</c> where the scope has <c>openid</c>.
/// </summary>
[DebuggerDisplay("{ResponseType}, scope {Scope}")]
[JsonConverter(typeof(SecretJsonConverter<AuthorizationRequest>))]
public sealed class AuthorizationRequest
{
    private const string PromptNone = "none";

    private static readonly TimeSpan _longestLifetime = TimeSpan.FromDays(1);

    private string? _responseMode;
    private bool _push;
    private RequestObjectOptions? _requestObject;
    private string[] _resource = [];
    private string[] _acrValues = [];
    private string[] _uiLocales = [];
    private AuthorizationDetail[] _authorizationDetails = [];

    /// <summary>
    /// Where the response goes, exactly as it is registered: it is sent to the character
    /// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2">RFC 6749 section 3.1.2</see>).
    /// </summary>
    /// <exception cref="ArgumentException">It isn't an absolute URI without fragment: https, http on this machine, or a scheme that is a reversed domain name.</exception>
    public required string RedirectUri
    {
        get;
        init => field = OAuthKit.RedirectUri.Validate(value);
    }

    /// <summary>The scope to ask for, as scope values separated by single spaces. With <c>openid</c> it is a sign-in, which brings an ID token.</summary>
    /// <value>The default, null, sends no <c>scope</c>: the server's default applies.</value>
    /// <exception cref="ArgumentException">A scope value is empty, or has a character other than visible ASCII, or a quote or backslash.</exception>
    public string? Scope
    {
        get;
        init => field = ScopeText.Validate(value);
    }

    /// <summary>What the response brings; one of <see cref="ResponseTypes"/>.</summary>
    /// <value>The default is <c>code</c>.</value>
    /// <exception cref="ArgumentException">It is another one, for example one with <c>token</c>.</exception>
    public string ResponseType
    {
        get;
        init => field = value is not null && ResponseTypes.IsKnown(value)
            ? value
            : throw new ArgumentException($"The response type \"{ServerText.Clean(value)}\" isn't one of ResponseTypes. An access token isn't asked for by the browser (RFC 9700 section 2.1.2).", nameof(value));
    } = ResponseTypes.Code;

    /// <summary>How the response comes back; one of <see cref="ResponseModes"/>.</summary>
    /// <value>The default, null, sends none: <c>query</c> for a code, <c>fragment</c> where an ID token comes along.</value>
    /// <exception cref="ArgumentException">It is another one.</exception>
    public string? ResponseMode
    {
        get => _responseMode;
        init => _responseMode = value is null || ResponseModes.IsKnown(value)
            ? value
            : throw new ArgumentException($"The response mode \"{ServerText.Clean(value)}\" isn't one of ResponseModes.", nameof(value));
    }

    /// <summary>
    /// The resources that the tokens are for, each an absolute URI without a fragment
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2">RFC 8707 section 2</see>). They are named again when the
    /// code is exchanged.
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

    /// <summary>How the user is to be authenticated, the most wanted first. The ID token must then name one of them.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A value is empty, or has a space or a control character.</exception>
    public IReadOnlyList<string> AcrValues
    {
        get => _acrValues;
        init => _acrValues = CheckWords(value, Wire.AcrValues);
    }

    /// <summary>How long ago the user may have been authenticated, in whole seconds. The ID token must then prove it by <c>auth_time</c>.</summary>
    /// <value>The default, null, leaves it to the server. Zero asks for a new authentication.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is less than zero.</exception>
    public TimeSpan? MaxAge
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? TimeSpan.Zero, TimeSpan.Zero, nameof(value));
            field = value is { } age ? TimeSpan.FromSeconds(Math.Floor(age.TotalSeconds)) : null;
        }
    }

    /// <summary>What the server is to show: <c>none</c>, or of <c>login</c>, <c>consent</c>, <c>select_account</c> and <c>create</c> those that are wanted, with spaces between them.</summary>
    /// <value>The default, null, leaves it to the server.</value>
    /// <exception cref="ArgumentException"><c>none</c> stands with another value, or a value has a control character.</exception>
    public string? Prompt
    {
        get;
        init => field = CheckPrompt(value);
    }

    /// <summary>The user by a name that the server knows, such as an address.</summary>
    /// <value>The default is null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? LoginHint { get; init; }

    /// <summary>The user by an ID token that the server gave out before. An encrypted one is decrypted first by <see cref="OAuthClient.IdTokens"/>.</summary>
    /// <value>The default is null.</value>
    public EncodedIdToken? IdTokenHint { get; init; }

    /// <summary>The languages of the user interface, the most wanted first, as BCP 47 tags.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A value is empty, or has a space or a control character.</exception>
    public IReadOnlyList<string> UiLocales
    {
        get => _uiLocales;
        init => _uiLocales = CheckWords(value, Wire.UiLocales);
    }

    /// <summary>How the server is to show itself: <c>page</c>, <c>popup</c>, <c>touch</c> or <c>wap</c>.</summary>
    /// <value>The default, null, leaves it to the server.</value>
    public string? Display { get; init; }

    /// <summary>
    /// Claims that are asked for one by one, as JSON
    /// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter">OpenID Connect Core section 5.5</see>).
    /// </summary>
    /// <value>The default, null, asks for those of the scope.</value>
    /// <exception cref="ArgumentException">It isn't a JSON object with <c>id_token</c> and <c>userinfo</c> only, or these aren't objects of claims.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Claims
    {
        get;
        init => field = ClaimsParameter.Validate(value);
    }

    /// <summary>
    /// What access is asked for in detail
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9396">RFC 9396</see>). What was granted stands in
    /// <see cref="TokenSet.AuthorizationDetails"/>.
    /// </summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<AuthorizationDetail> AuthorizationDetails
    {
        get => _authorizationDetails;
        init => _authorizationDetails = [.. value ?? throw new ArgumentNullException(nameof(value))];
    }

    /// <summary>Further parameters of the request, which must not be those that OAuthKit sets.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A parameter is one that OAuthKit sets itself, or a claim of a request object.</exception>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = ReservedParameters.CheckAuthorization(value);
    } = new Dictionary<string, string>(0);

    /// <summary>
    /// Gives the server the request directly, so that the browser carries a reference only
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9126">RFC 9126</see>). It is done in any case where the server's metadata
    /// says that it must be (<c>require_pushed_authorization_requests</c>).
    /// </summary>
    /// <value>The default is false.</value>
    public bool Push
    {
        get => _push;
        init => _push = value;
    }

    /// <summary>Makes the request a signed JWT (<see href="https://www.rfc-editor.org/rfc/rfc9101">RFC 9101</see>). Servers can demand it (<c>require_signed_request_object</c>).</summary>
    /// <value>The default, null, sends plain parameters.</value>
    public RequestObjectOptions? RequestObject
    {
        get => _requestObject;
        init => _requestObject = value;
    }

    /// <summary>
    /// Demands to know at which URL the response arrived, and that it is <see cref="RedirectUri"/>. With a redirect URI of its own
    /// for each server this stops a response of one from being taken for that of another, also where the servers don't send
    /// <c>iss</c> (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.4.2.2">RFC 9700 section 4.4.2.2</see>).
    /// </summary>
    /// <value>The default is false: the URL is compared where it is known.</value>
    public bool RequireCallbackUrl { get; init; }

    /// <summary>How long the user may take. A response that comes later is refused.</summary>
    /// <value>The default is 15 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is less than a second or more than a day.</exception>
    public TimeSpan Lifetime
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, _longestLifetime);
            field = value;
        }
    } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Where the application goes on after the login. It isn't sent, and comes back in
    /// <see cref="AuthorizationTransaction.ReturnUrl"/>. Check it by <see cref="ReturnUrlValidator"/> where it came from outside.
    /// </summary>
    /// <value>The default is null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ReturnUrl { get; init; }

    /// <summary>Whether this is a sign-in.</summary>
    internal bool IsOpenId => ScopeText.Holds(Scope, Wire.OpenId);

    /// <summary>The request as a profile has it: pushed, and with what the profile sets.</summary>
    internal AuthorizationRequest Under(string? responseMode, RequestObjectOptions? requestObject)
    {
        var copy = (AuthorizationRequest)MemberwiseClone();
        copy._push = true;
        copy._responseMode = responseMode;
        copy._requestObject = requestObject;
        return copy;
    }

    /// <summary>What only all options together can break.</summary>
    internal void ThrowIfInvalid()
    {
        var expected = new ExpectedResponse(ResponseType, ResponseMode);
        // OpenID Connect Core section 3.1.2.1: without it the server needn't heed the nonce.
        if (expected.HasIdToken && !IsOpenId)
        {
            throw new InvalidOperationException($"The response type \"{ResponseType}\" brings an ID token, so the scope must have \"openid\" (OpenID Connect Core section 3.1.2.1).");
        }

        // Multiple Response Types section 3: never in a query, which servers and proxies log.
        if (expected.HasIdToken && expected.Channel == CallbackChannel.Query && !expected.IsJwt)
        {
            throw new InvalidOperationException($"An ID token doesn't come back in a query (OAuth 2.0 Multiple Response Types section 3): choose another response mode for \"{ResponseType}\".");
        }

        RequestObject?.ThrowIfInvalid();
    }

    private static string[] CheckWords(IReadOnlyList<string> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            if (string.IsNullOrEmpty(value) || value.Contains(' ') || Secret.HasControl(value))
            {
                throw new ArgumentException($"A value of {name} is empty, or has a space or a control character (OpenID Connect Core section 3.1.2.1).", nameof(values));
            }
        }

        return [.. values];
    }

    private static string? CheckPrompt(string? prompt)
    {
        if (string.IsNullOrEmpty(prompt))
        {
            return null;
        }

        var values = CheckWords(prompt.Split(' '), Wire.Prompt);
        return values.Length > 1 && values.Contains(PromptNone)
            ? throw new ArgumentException("The prompt \"none\" stands alone (OpenID Connect Core section 3.1.2.1).", nameof(prompt))
            : prompt;
    }

    /// <summary>OpenID Connect Core section 3.1.2.1: nobody can be authenticated anew without being shown anything.</summary>
    internal bool ContradictsItself => Prompt == PromptNone && MaxAge == TimeSpan.Zero;
}
