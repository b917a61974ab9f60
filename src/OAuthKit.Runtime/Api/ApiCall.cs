namespace OAuthKit;

/// <summary>What is different for one call. What is left out is as the <see cref="ApiClientOptions"/> say.</summary>
public sealed class ApiCall
{
    /// <summary>Fields of the query, which come after those of the path. Those that are null are left out.</summary>
    /// <value>The default is null.</value>
    public ApiFields? Query { get; init; }

    /// <summary>Headers of this call. They win over those of the client.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">One is a header that OAuthKit sets, or has no name or value.</exception>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            CheckHeaders(value, nameof(value));
            field = new Dictionary<string, string>(value, StringComparer.OrdinalIgnoreCase);
        }
    } = new Dictionary<string, string>(0);

    /// <summary>Whether an error status throws.</summary>
    /// <value>The default, null, is <see cref="ApiClientOptions.ThrowOnError"/>.</value>
    public bool? ThrowOnError { get; init; }

    /// <summary>What becomes of fields that are null.</summary>
    /// <value>The default, null, is <see cref="ApiClientOptions.NullFields"/>.</value>
    public NullFields? NullFields { get; init; }

    /// <summary>How true and false are written.</summary>
    /// <value>The default, null, is <see cref="ApiClientOptions.BooleanFields"/>.</value>
    public BooleanFields? BooleanFields { get; init; }

    /// <summary>The time for the call.</summary>
    /// <value>The default, null, is <see cref="ApiClientOptions.Timeout"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">It isn't above zero, nor infinite.</exception>
    public TimeSpan? Timeout
    {
        get;
        init
        {
            CheckTimeout(value ?? System.Threading.Timeout.InfiniteTimeSpan, nameof(value));
            field = value;
        }
    }

    /// <summary>Which token the call carries: another policy's, or none (<see cref="TokenPolicy.Anonymous"/>).</summary>
    /// <value>The default, null, is the policy of the client. With an <see cref="HttpClient"/> of the caller's it has no effect.</value>
    public TokenPolicy? Policy { get; init; }

    internal static void CheckTimeout(TimeSpan value, string name)
    {
        if (value != System.Threading.Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), name);
        }
    }

    internal static void CheckHeaders(IEnumerable<KeyValuePair<string, string>> headers, string name)
    {
        foreach (var (header, value) in headers)
        {
            if (string.IsNullOrEmpty(header) || value is null)
            {
                throw new ArgumentException("A header needs a name and a value.", name);
            }

            if (header.Equals(Wire.Authorization, StringComparison.OrdinalIgnoreCase) || header.Equals(Wire.Dpop, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"The header {header} carries the token, which comes from the client's policy. Use TokenPolicy.CallerSupplied or TokenSource.Fixed for a token at hand.", name);
            }
        }
    }
}
