namespace OAuthKit.Fuzz;

/// <summary>What a run of a target has shown.</summary>
internal sealed class Result(string target, ulong seed)
{
    private TimeSpan _longest;
    private long _largest;
    private string? _finding;

    public long Accepted { get; private set; }

    public long Refused { get; private set; }

    public bool Holds => _finding is null;

    public void Count(bool isAccepted)
    {
        Accepted += isAccepted ? 1 : 0;
        Refused += isAccepted ? 0 : 1;
    }

    public void Observe(TimeSpan time, long bytes)
    {
        _longest = time > _longest ? time : _longest;
        _largest = Math.Max(bytes, _largest);
    }

    public void Find(byte[] input, string what) =>
        _finding ??= $"{Environment.NewLine}  input (base64): {Convert.ToBase64String(input)}{Environment.NewLine}  {what}";

    public override string ToString() =>
        $"{(Holds ? "holds " : "BROKEN")} {target,-9} seed {seed}: {Accepted + Refused} inputs, {Accepted} accepted, {Refused} refused, at most {_longest.TotalMilliseconds:0} ms and {_largest / 1024} KiB{_finding}";
}
