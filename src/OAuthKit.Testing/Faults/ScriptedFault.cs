namespace OAuthKit.Testing;

/// <summary>A fault at work. Disposing it takes it back.</summary>
/// <example><code>
/// using (var outage = server.Token.Always(Fault.Status(503)))
/// {
///     await Assert.ThrowsAsync&lt;OAuthException&gt;(() => client.RequestTokenAsync(new ClientCredentialsGrant()));
///     Assert.Equal(1, outage.Hits);
/// }
/// </code></example>
public sealed class ScriptedFault : IDisposable
{
    private readonly Fault _fault;
    private readonly Func<TestRequest, bool>? _condition;
    private readonly Action<ScriptedFault> _end;
    private int _hits;

    internal ScriptedFault(Fault fault, Func<TestRequest, bool>? condition, int times, Action<ScriptedFault> end)
    {
        _fault = fault;
        _condition = condition;
        _end = end;
        Times = times;
    }

    /// <summary>How many requests the fault has met.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal int Times { get; }

    /// <summary>Takes the fault back. Requests that it already met are not disturbed.</summary>
    public void Dispose() => _end(this);

    internal bool Applies(TestRequest request) => _condition?.Invoke(request) ?? true;

    internal bool TryHit()
    {
        if (Interlocked.Increment(ref _hits) <= Times)
        {
            return true;
        }

        Interlocked.Decrement(ref _hits);
        return false;
    }

    internal TestRequestHandler Before(TestRequestHandler next) => (request, cancellationToken) => _fault.ApplyAsync(request, next, cancellationToken);
}
