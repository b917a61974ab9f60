namespace OAuthKit.Benchmarks;

/// <summary>One bound that a release must keep.</summary>
internal sealed record Gate(string Claim, double Value, double Limit)
{
    public bool Holds => Value <= Limit;

    public override string ToString() => $"{(Holds ? "holds " : "BROKEN")} {Claim}: {Value:0.##} (at most {Limit:0.##})";
}
