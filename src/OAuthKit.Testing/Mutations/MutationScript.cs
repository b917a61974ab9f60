using System.Collections.Immutable;

namespace OAuthKit.Testing;

/// <summary>The changes that one kind of artefact meets before it is sent, in the order in which they were given.</summary>
internal sealed class MutationScript<T>
    where T : class
{
    private ImmutableList<(ScriptedFault Handle, Action<T> Change)> _changes = [];

    public ScriptedFault Add(Action<T> change, int times)
    {
        ArgumentNullException.ThrowIfNull(change);
        var handle = new ScriptedFault(Fault.None, condition: null, times, Remove);
        ImmutableInterlocked.Update(ref _changes, changes => changes.Add((handle, change)));
        return handle;
    }

    public void Clear() => ImmutableInterlocked.Update(ref _changes, static changes => changes.Clear());

    public void Apply(T artefact)
    {
        foreach (var (handle, change) in Volatile.Read(ref _changes))
        {
            if (handle.TryHit())
            {
                change(artefact);
            }
        }
    }

    private void Remove(ScriptedFault handle) => ImmutableInterlocked.Update(ref _changes, changes => changes.RemoveAll(entry => entry.Handle == handle));
}
