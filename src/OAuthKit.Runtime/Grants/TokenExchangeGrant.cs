namespace OAuthKit;

/// <summary>
/// One token for another: on behalf of a user, for another audience, of another kind
/// (<see href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</see>). Without an
/// <see cref="ActorToken"/> it asks to act as the subject, with one to act for the subject.
/// <see cref="TokenSet.IssuedTokenType"/> tells what came.
/// </summary>
public sealed class TokenExchangeGrant : TokenGrant
{
    private string? _requestedTokenType;
    private string[] _audiences = [];

    /// <summary>An exchange.</summary>
    /// <param name="subjectToken">On whose behalf the new token is asked for. Tokens of OAuthKit can be given as they are.</param>
    public TokenExchangeGrant(ExchangeToken subjectToken)
        : this(subjectToken, ValidatedIdToken.Instance)
    {
    }

    internal TokenExchangeGrant(ExchangeToken subjectToken, IdTokenUse idToken)
        : base(idToken)
    {
        ArgumentNullException.ThrowIfNull(subjectToken);
        SubjectToken = subjectToken;
    }

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.TokenExchange;

    /// <summary>On whose behalf the new token is asked for.</summary>
    public ExchangeToken SubjectToken { get; }

    /// <summary>Who acts.</summary>
    /// <value>The default, null, names no one.</value>
    public ExchangeToken? ActorToken { get; init; }

    /// <summary>The kind of token to issue, as a URI or by its short name, see <see cref="ExchangeToken"/>. It reads as a URI.</summary>
    /// <value>The default, null, leaves it to the server.</value>
    /// <exception cref="ArgumentException">It is neither a URI nor a short name.</exception>
    public string? RequestedTokenType
    {
        get => _requestedTokenType;
        init => _requestedTokenType = value is null ? null : TokenTypeNames.Expand(value, nameof(value));
    }

    /// <summary>
    /// The audiences, where there are several: each is sent as a parameter of its own, before
    /// <see cref="TokenGrant.Audience"/>.
    /// </summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">An audience is empty.</exception>
    public IReadOnlyList<string> Audiences
    {
        get => _audiences;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var audience in value)
            {
                ArgumentException.ThrowIfNullOrEmpty(audience, nameof(value));
            }

            _audiences = [.. value];
        }
    }

    internal override bool IsExchange => true;

    private protected override bool NamesAudience => _audiences.Length > 0 || base.NamesAudience;

    /// <inheritdoc/>
    protected override void AddParameters(FormParameters form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Add(Wire.SubjectToken, SubjectToken.Reveal());
        form.Add(Wire.SubjectTokenType, SubjectToken.Type);
        if (ActorToken is not null)
        {
            form.Add(Wire.ActorToken, ActorToken.Reveal());
            form.Add(Wire.ActorTokenType, ActorToken.Type);
        }

        if (RequestedTokenType is not null)
        {
            form.Add(Wire.RequestedTokenType, RequestedTokenType);
        }

        foreach (var audience in _audiences)
        {
            form.Add(Wire.Audience, audience);
        }
    }
}
