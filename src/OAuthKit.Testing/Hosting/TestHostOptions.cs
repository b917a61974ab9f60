namespace OAuthKit.Testing;

/// <summary>What a <see cref="TestAuthorizationServer"/> and a <see cref="TestApi"/> have in common.</summary>
public abstract class TestHostOptions
{
    private protected TestHostOptions(string address)
    {
        Address = address;
    }

    /// <summary>Where the host is in memory: scheme, host and perhaps a port, without a path. On loopback the port decides.</summary>
    /// <value>Default: <c>https://login.test</c> for an authorization server, <c>https://api.test</c> for an API.</value>
    public string Address { get; set; }

    /// <summary>The clock of the host: of its tokens, its delays and its record.</summary>
    /// <value>Default: null, <see cref="System.TimeProvider.System"/>; an API takes that of its authorization server.</value>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>The network that an in-memory host joins, so that one handler reaches several hosts.</summary>
    /// <value>Default: null, a network of its own; an API joins that of its authorization server.</value>
    public TestNetwork? Network { get; set; }

    /// <summary>Who signs the certificate of a loopback host.</summary>
    /// <value>Default: null, an authority of its own; an API uses that of its authorization server.</value>
    public TestCertificateAuthority? CertificateAuthority { get; set; }

    /// <summary>The name under which a loopback host is known: <c>127.0.0.1</c>, <c>localhost</c> or <c>[::1]</c>. It listens on IPv6 for the last only.</summary>
    /// <value>Default: <c>127.0.0.1</c>.</value>
    public string LoopbackName { get; set; } = "127.0.0.1";

    /// <summary>Whether a loopback host speaks TLS. False is for tests of switches that allow plain HTTP.</summary>
    /// <value>Default: true.</value>
    public bool UseHttps { get; set; } = true;
}
