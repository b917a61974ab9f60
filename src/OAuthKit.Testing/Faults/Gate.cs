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
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Entered)> _watchers = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _entered;
    private int _waiting;

    /// <summary>Makes a gate for <see cref="Fault.Hold(Gate)"/>. Most tests get theirs from <see cref="TestTarget.HoldNext"/> or <see cref="TestTarget.Hold"/>.</summary>
    public Gate()
    {
        Entered = EnteredBy(1);
    }

    /// <summary>Completes when the first request has arrived at the gate.</summary>
    public Task Entered { get; }

    /// <summary>How many requests wait at the gate now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Completes when so many requests have arrived at the gate in all.</summary>
    /// <param name="count">How many.</param>
    /// <returns>A task that completes with the arrival of the last of them.</returns>
    public Task EnteredBy(int count)
    {
        lock (_lock)
        {
            if (_entered >= count)
            {
                return Task.CompletedTask;
            }

            var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((count, entered));
            return entered.Task;
        }
    }

    /// <summary>Lets every request go, those that wait and those to come.</summary>
    public void Release() => _released.TrySetResult();

    internal async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        Enter();
        try
        {
            await _released.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Enter()
    {
        lock (_lock)
        {
            _entered++;
            foreach (var (_, entered) in _watchers.Where(watcher => watcher.Count <= _entered))
            {
                entered.TrySetResult();
            }
        }
    }
}
