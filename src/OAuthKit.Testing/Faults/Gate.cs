namespace OAuthKit.Testing;

/// <summary>Holds requests back until the test lets them go, so that a test orders events without waiting for time to pass.</summary>
/// <remarks>A gate that is never released holds its requests until the client gives up or the host is disposed.</remarks>
/// <example><code>
/// var gate = server.Token.HoldNext();
/// var pending = client.RequestTokenAsync(new ClientCredentialsGrant());
/// await gate.Entered;
/// gate.Release();
/// await pending;
/// </code></example>
public sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    /// <summary>Completes when the first request has arrived at the gate.</summary>
    public Task Entered => _entered.Task;

    /// <summary>How many requests wait at the gate now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Lets every request go, those that wait and those to come.</summary>
    public void Release() => _released.TrySetResult();

    internal async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        _entered.TrySetResult();
        try
        {
            await _released.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
