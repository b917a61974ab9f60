using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>What requests arrive at: a whole host, or one endpoint or route of it. It keeps a record of them and can be told to misbehave.</summary>
/// <remarks>
/// Faults given to a host meet the requests of all its endpoints, before those of the endpoint. In one target, a fault from
/// <see cref="Next(Fault[])"/> stands outside those from <see cref="Always"/> and <see cref="When"/>, and among these the newest stands outermost.
/// </remarks>
public abstract class TestTarget
{
    private readonly FaultScript _faults = new();
    private readonly RequestLog _log = new();

    private protected TestTarget()
    {
    }

    /// <summary>The requests so far, in the order in which they arrived: a snapshot.</summary>
    public IReadOnlyList<TestRequest> Requests => _log.Snapshot();

    /// <summary>How many requests have arrived.</summary>
    public int RequestCount => _log.Count;

    /// <summary>Waits until so many requests have arrived in all, those before this call included.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that completes with the arrival of the last of them; they may still be waiting for their answers.</returns>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default) => _log.WaitAsync(count, cancellationToken);

    /// <summary>Forgets the requests so far.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Lets the next requests meet these faults, one fault each, after those that are already queued.</summary>
    /// <param name="faults">The faults in order; <see cref="Fault.None"/> lets a request through.</param>
    /// <example><code>server.Token.Next(Fault.Status(503), Fault.None, Fault.ConnectionFailure());</code></example>
    public void Next(params Fault[] faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        foreach (var fault in faults)
        {
            _faults.Enqueue(fault, 1);
        }
    }

    /// <summary>Lets a number of requests meet a fault, after those that are already queued.</summary>
    /// <param name="times">How many requests.</param>
    /// <param name="fault">The fault.</param>
    /// <returns>The fault at work.</returns>
    public ScriptedFault Next(int times, Fault fault) => _faults.Enqueue(fault, times);

    /// <summary>Lets every request meet a fault, until it is taken back.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The fault at work.</returns>
    public ScriptedFault Always(Fault fault) => _faults.Stand(fault, null, int.MaxValue);

    /// <summary>Lets the requests that fulfil a condition meet a fault.</summary>
    /// <param name="condition">Looks at a request.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many of them; all by default.</param>
    /// <returns>The fault at work.</returns>
    /// <example><code>server.Token.When(request => request.Form["scope"] == "orders.write", Fault.Error("invalid_scope"));</code></example>
    public ScriptedFault When(Func<TestRequest, bool> condition, Fault fault, int times = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _faults.Stand(fault, condition, times);
    }

    /// <summary>Changes the members of every answer that is a JSON object.</summary>
    /// <param name="change">Adds, changes or removes members.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    /// <example><code>server.Token.Mutate(json => json["expires_in"] = 0);</code></example>
    public ScriptedFault Mutate(Action<JsonObject> change) => Always(Fault.Mutate(change));

    /// <summary>Changes the members of the next answer, if it is a JSON object.</summary>
    /// <param name="change">Adds, changes or removes members.</param>
    public void MutateNext(Action<JsonObject> change) => Next(Fault.Mutate(change));

    /// <summary>Holds the next request back until the gate is released.</summary>
    /// <param name="then">What it meets afterwards; nothing by default.</param>
    /// <returns>The gate.</returns>
    public Gate HoldNext(Fault? then = null)
    {
        var gate = new Gate();
        Next(Behind(gate, then));
        return gate;
    }

    /// <summary>Holds every request back until the gate is released.</summary>
    /// <param name="then">What they meet afterwards; nothing by default.</param>
    /// <returns>The gate.</returns>
    public Gate Hold(Fault? then = null)
    {
        var gate = new Gate();
        Always(Behind(gate, then));
        return gate;
    }

    /// <summary>Takes every fault back.</summary>
    public void ClearFaults() => _faults.Clear();

    internal ValueTask<TestResponse> RunAsync(TestRequest request, TestRequestHandler handler, CancellationToken cancellationToken)
    {
        _log.Add(request);
        return _faults.RunAsync(request, handler, cancellationToken);
    }

    private static Fault Behind(Gate gate, Fault? then) => then is null ? Fault.Hold(gate) : Fault.Hold(gate).Then(then);
}
