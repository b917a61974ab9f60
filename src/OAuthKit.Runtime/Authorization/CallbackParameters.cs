namespace OAuthKit;

/// <summary>The parameters of an authorization response that mean something, each at most once. Everything else is passed over (RFC 6749 section 4.1.2).</summary>
internal sealed class CallbackParameters
{
    private static readonly HashSet<string> _known =
    [
        Wire.Code, Wire.State, Wire.Iss, Wire.Error, Wire.ErrorDescription, Wire.ErrorUri, Wire.Response, Wire.IdToken,
        Wire.AccessToken, Wire.TokenType, Wire.ExpiresIn, Wire.RefreshToken,
    ];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Whether none of them is there, with or without a value.</summary>
    public bool IsEmpty => _values.Count == 0;

    /// <summary>Whether one other than a JWT that holds them all is there.</summary>
    public bool HasOthersThanResponse => _values.Count > (_values.ContainsKey(Wire.Response) ? 1 : 0);

    /// <summary>The value; null where it is absent or empty (RFC 6749 section 3.1).</summary>
    public string? this[string name] => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static bool IsKnown(string name) => _known.Contains(name);

    /// <summary>False where the parameter is there already (RFC 6749 section 3.1).</summary>
    public bool TryAdd(string name, string value) => !_known.Contains(name) || _values.TryAdd(name, value);
}
