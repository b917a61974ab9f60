namespace OAuthKit;

/// <summary>Limits of an <see cref="IntrospectionCache"/>, which are read when it is made.</summary>
public sealed class IntrospectionCacheOptions
{
    /// <summary>How long an answer is used: so long a revoked token goes on to be accepted.</summary>
    /// <value>The default is one minute. Must be above zero, and at most an hour.</value>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many answers are kept.</summary>
    /// <value>The default is 10,000. Must be above zero.</value>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>How the server is asked.</summary>
    /// <value>The default authenticates the client and takes plain JSON.</value>
    public IntrospectionOptions Introspection { get; set; } = IntrospectionOptions.Default;
}
