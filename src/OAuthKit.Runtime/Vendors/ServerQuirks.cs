namespace OAuthKit;

/// <summary>Where the answers of an authorization server differ from the standards. The defaults differ in nothing.</summary>
public sealed class ServerQuirks
{
    private static readonly Dictionary<string, string> _noCodes = new(0);

    /// <summary>No quirk.</summary>
    public static ServerQuirks None { get; } = new();

    /// <summary>
    /// Error codes of the server's own, and the registered code that each means
    /// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 section 5.2</see>), by which OAuthKit knows what to do.
    /// The server's own is <see cref="OAuthServerException.OriginalError"/>.
    /// </summary>
    /// <value>The default is empty.</value>
    public IReadOnlyDictionary<string, string> ErrorCodes
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = _noCodes;

    /// <summary>What separates the scopes of a token response.</summary>
    /// <value>The default is a space, as in <see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 section 3.3</see>.</value>
    public char ScopeSeparator { get; init; } = ' ';

    internal string? ReadScope(string? scope) => ScopeSeparator == ' ' ? scope : scope?.Replace(ScopeSeparator, ' ');
}
