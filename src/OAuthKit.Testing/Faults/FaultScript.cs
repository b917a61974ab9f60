using System.Collections.Immutable;

namespace OAuthKit.Testing;

/// <summary>The faults of one target: a queue whose first applies to one request, and standing ones, the newest outermost.</summary>
internal sealed class FaultScript
{
    private readonly Lock _lock = new();
    private ImmutableList<ScriptedFault> _queue = [];
    private ImmutableList<ScriptedFault> _standing = [];

    public ScriptedFault Enqueue(Fault fault, int times)
    {
        lock (_lock)
        {
            var scripted = new ScriptedFault(fault, null, times, Remove);
            _queue = _queue.Add(scripted);
            return scripted;
        }
    }

    public ScriptedFault Stand(Fault fault, Func<TestRequest, bool>? condition, int times)
    {
        lock (_lock)
        {
            var scripted = new ScriptedFault(fault, condition, times, Remove);
            _standing = _standing.Add(scripted);
            return scripted;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _queue = [];
            _standing = [];
        }
    }

    public ValueTask<TestResponse> RunAsync(TestRequest request, TestRequestHandler endpoint, CancellationToken cancellationToken)
    {
        var handler = endpoint;
        foreach (var fault in Volatile.Read(ref _standing))
        {
            if (fault.Applies(request) && fault.TryHit())
            {
                handler = fault.Before(handler);
            }
        }

        return (Dequeue()?.Before(handler) ?? handler)(request, cancellationToken);
    }

    private ScriptedFault? Dequeue()
    {
        if (Volatile.Read(ref _queue).IsEmpty)
        {
            return null;
        }

        lock (_lock)
        {
            while (!_queue.IsEmpty)
            {
                var first = _queue[0];
                if (first.TryHit())
                {
                    return first;
                }

                _queue = _queue.RemoveAt(0);
            }

            return null;
        }
    }

    private void Remove(ScriptedFault fault)
    {
        lock (_lock)
        {
            _queue = _queue.Remove(fault);
            _standing = _standing.Remove(fault);
        }
    }
}
