using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// What a token request asks for, and on whose authority
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-1.3">RFC 6749 section 1.3</see>). Derive from it for a grant of
/// your own: give its <see cref="GrantType"/>, and add what is special to it in <see cref="AddParameters"/>. Grants are
/// immutable.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class TokenGrant
{
    private static readonly IReadOnlyDictionary<string, string> _noParameters = new Dictionary<string, string>(0);

    private readonly IdTokenUse _idToken;
    private string? _scope;
    private string[] _resource = [];
    private string? _audience;

    /// <summary>For derived classes. An ID token that comes with the tokens is validated before anybody gets them.</summary>
    protected TokenGrant()
        : this(ValidatedIdToken.Instance)
    {
    }

    internal TokenGrant(IdTokenUse idToken) => _idToken = idToken;

    /// <summary>The value of <c>grant_type</c>.</summary>
    public abstract string GrantType { get; }

    /// <summary>
    /// The scope to ask for, as scope values separated by single spaces
    /// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 section 3.3</see>).
    /// </summary>
    /// <value>The default, null, sends no <c>scope</c>: the server's default applies.</value>
    /// <exception cref="ArgumentException">A scope value is empty, or has a character other than visible ASCII, or a quote or backslash.</exception>
    public string? Scope
    {
        get => _scope;
        init
        {
            _scope = ScopeText.Validate(value);
            CheckScope(_scope);
        }
    }

    /// <summary>
    /// The resources that the token is for, each an absolute URI without a fragment
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2">RFC 8707 section 2</see>).
    /// </summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A resource isn't an absolute URI without a fragment.</exception>
    public IReadOnlyList<string> Resource
    {
        get => _resource;
        init => _resource = ResourceIndicator.Validate(value);
    }

    /// <summary>The audience that the token is for, which several servers take in place of a resource.</summary>
    /// <value>The default, null, sends no <c>audience</c>.</value>
    public string? Audience
    {
        get => _audience;
        init => _audience = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Further parameters of the request, which must not be those that OAuthKit sets.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A parameter is one that OAuthKit sets itself.</exception>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = ReservedParameters.Check(value);
    } = _noParameters;

    /// <summary>
    /// Whether the server takes it once only, as it takes an authorization code. The engine never asks for such a grant again by
    /// itself, and a <see cref="TokenPolicy"/> can't be made of it: see the methods of <see cref="TokenSource"/>.
    /// </summary>
    /// <value>The default is false.</value>
    public virtual bool IsSingleUse => false;

    /// <summary>What tells the grant from one that builds the same form, where values are made anew for every request.</summary>
    internal virtual string? Identity => null;

    /// <summary>What is granted where the response names no scope.</summary>
    internal virtual string? ScopeByDefault => Scope;

    /// <summary>What stays valid where the response brings no other.</summary>
    internal virtual RefreshToken? HeldRefreshToken => null;

    /// <summary>What stays known where the response brings no other.</summary>
    internal virtual EncodedIdToken? HeldIdToken => null;

    /// <summary>The claims of <see cref="HeldIdToken"/>, where it was validated in this process.</summary>
    internal virtual IdToken? HeldIdTokenClaims => null;

    /// <summary>What an ID token in the response must answer to; null where it comes of no authentication request that is known.</summary>
    internal virtual IdTokenExpectations? ExpectedIdToken => null;

    /// <summary>Whether the response is that of a token exchange (RFC 8693 section 2.2).</summary>
    internal virtual bool IsExchange => false;

    /// <summary>The one authorization server that may see it, where it is known.</summary>
    internal virtual string? BoundTo => null;

    /// <summary>Proves with the key that its tokens are bound to, where that is another one than the client's (RFC 9449 section 5).</summary>
    internal virtual DpopProver? Dpop => null;

    private protected virtual bool NamesAudience => _audience is not null;

    /// <summary>The grant type and the scope; no secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public sealed override string ToString() => $"{GrantType}, scope \"{Scope}\"";

    /// <summary>Adds the parameters that are special to the grant. The base adds none.</summary>
    /// <param name="form">The form, which holds <c>grant_type</c> already. Scope, resource, audience and further parameters follow.</param>
    protected virtual void AddParameters(FormParameters form)
    {
    }

    /// <summary>Adds what is made anew for every request, and isn't part of the key under which tokens are kept.</summary>
    internal virtual ValueTask AddFreshParametersAsync(FormParameters form, OAuthClient client, CancellationToken cancellationToken) => default;

    /// <summary>Does with the ID token that the response brought what this grant is for.</summary>
    internal ValueTask<TokenSet> UseIdTokenAsync(TokenSet tokens, OAuthClient client, CancellationToken cancellationToken) =>
        _idToken.ApplyAsync(tokens, this, client, cancellationToken);

    private protected virtual void CheckScope(string? scope)
    {
    }

    /// <summary>The grant's own part of a token request: all of it but the client authentication.</summary>
    internal FormParameters BuildForm(IReadOnlyDictionary<string, string> clientParameters)
    {
        var form = new FormParameters { { Wire.GrantType, GrantType } };
        AddParameters(form);
        if (Scope is not null)
        {
            form.Add(Wire.Scope, Scope);
        }

        foreach (var resource in _resource)
        {
            form.Add(Wire.Resource, resource);
        }

        if (Audience is not null)
        {
            form.Add(Wire.Audience, Audience);
        }

        form.AddFurther(Parameters);

        foreach (var (name, value) in clientParameters)
        {
            if (!form.Contains(name))
            {
                form.Add(name, value);
            }
        }

        return form;
    }

    /// <summary>The same grant for another scope.</summary>
    internal TokenGrant WithScope(string scope)
    {
        var copy = (TokenGrant)MemberwiseClone();
        copy._scope = ScopeText.Validate(scope);
        copy.CheckScope(copy._scope);
        return copy;
    }

    /// <summary>The same grant for another resource.</summary>
    internal TokenGrant WithResource(string resource)
    {
        var copy = (TokenGrant)MemberwiseClone();
        copy._resource = ResourceIndicator.Validate([resource]);
        return copy;
    }

    /// <summary>The same grant, with what it leaves out filled in.</summary>
    internal TokenGrant WithDefaults(string? scope, IReadOnlyList<string> resource, string? audience)
    {
        var copy = (TokenGrant)MemberwiseClone();
        copy._scope ??= ScopeText.Validate(scope);
        copy._resource = copy._resource.Length > 0 ? copy._resource : ResourceIndicator.Validate(resource);
        copy._audience = NamesAudience || string.IsNullOrEmpty(audience) ? copy._audience : audience;
        return copy;
    }
}
