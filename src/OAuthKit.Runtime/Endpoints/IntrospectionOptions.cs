namespace OAuthKit;

/// <summary>How a token is introspected: by default with the client's own authentication, and answered in plain JSON.</summary>
public class IntrospectionOptions
{
    internal static IntrospectionOptions Default { get; } = new();

    /// <summary>
    /// An access token that authorizes introspection in place of the client's authentication
    /// (<see href="https://www.rfc-editor.org/rfc/rfc7662#section-2.1">RFC 7662 section 2.1</see>).
    /// </summary>
    /// <value>The default, null, authenticates the client.</value>
    public AccessToken? Authorization { get; init; }

    /// <summary>
    /// What the sender of the access token has proved, where an API asks about the token of a request. A client that asks about a
    /// token of its own says <see cref="SenderProof.CheckedElsewhere"/>.
    /// </summary>
    /// <value>The default is <see cref="SenderProof.None"/>: an active access token that is bound to a certificate or key is refused.</value>
    public SenderProof Proof
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = SenderProof.None;

    /// <summary>Further parameters of the request, which must not be those that OAuthKit sets.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A parameter is one that OAuthKit sets itself; <c>token</c> and <c>token_type_hint</c> are refused when a token is introspected.</exception>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = ReservedParameters.Check(value);
    } = new Dictionary<string, string>(0);

    internal virtual string Accept => Wire.Json;

    // Virtual, so that a program which never makes the options for JWTs doesn't carry what verifies them.
    internal virtual Task<Introspection> ReadAsync(BackchannelResponse response, OAuthClient client, CancellationToken cancellationToken) =>
        Task.FromResult(IntrospectionEndpoint.Read(response));
}
