namespace OAuthKit.Interop.Tests;

/// <summary>Tests that hold against every server; skipped, with the reason, where the server can't run.</summary>
public abstract class InteropTests<TServer>
    where TServer : InteropServer, new()
{
    protected InteropTests(TServer server)
    {
        Assert.SkipUnless(server.Unavailable is null, server.Unavailable ?? string.Empty);
        Server = server;
    }

    /// <summary>The server that all tests of a collection share; its clock is the machine's.</summary>
    protected TServer Server { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A server of one test alone, whose clock the test may move.</summary>
    protected static async Task<TServer> StartOwnServerAsync(bool forgivesReuse = false)
    {
        TServer server = new() { ForgivesReuse = forgivesReuse };
        await server.InitializeAsync();
        return server;
    }

    /// <summary>A client at a server, as an application would make it, but for the private root certificate.</summary>
    protected static OAuthClient CreateClient(TServer server, RegisteredClient registration, TimeProvider? time = null)
    {
        // A client certificate belongs to a connection, so the client makes its own instead of sharing those of the tests.
        BackchannelOptions options = registration.Certificate is null
            ? OptionsFor(server, time)
            : new BackchannelOptions { ConfigureHandler = server.Authority.TrustIn, TimeProvider = time ?? TimeProvider.System };
        return new OAuthClient(server.Issuer, registration.ToAuthentication(), options);
    }

    /// <summary>How to talk to a server with the tests' root certificate.</summary>
    protected static BackchannelOptions OptionsFor(TServer server, TimeProvider? time = null)
    {
        return new BackchannelOptions { Handler = server.Handler, TimeProvider = time ?? TimeProvider.System };
    }
}
