namespace OAuthKit.Testing;

/// <summary>Sends a beginning once, and a block again and again: a number of times, or for ever.</summary>
internal sealed class RepeatingBody(ReadOnlyMemory<byte> beginning, ReadOnlyMemory<byte> block, long repetitions) : ResponseBody
{
    public const long ForEver = long.MaxValue;

    public override long? ContentLength => null;

    public override Stream Open(TestRequest request, CancellationToken stopping) => new RepeatingStream(beginning, block, repetitions, request, stopping);
}
