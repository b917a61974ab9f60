namespace OAuthKit.Testing;

/// <summary>How a <see cref="TestApi"/> is set up.</summary>
public sealed class TestApiOptions : TestHostOptions
{
    /// <summary>Options with their defaults.</summary>
    public TestApiOptions()
        : base("https://api.test")
    {
    }

    /// <summary>Whom a token must be for.</summary>
    /// <value>Default: null, the audience isn't looked at.</value>
    public string? Audience { get; set; }

    /// <summary>The realm in the API's challenges.</summary>
    /// <value>Default: <c>api</c>.</value>
    public string Realm { get; set; } = "api";
}
