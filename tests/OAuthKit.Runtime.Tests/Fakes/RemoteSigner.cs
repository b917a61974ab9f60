namespace OAuthKit;

/// <summary>A key that is elsewhere: it signs after a gate opens, and counts.</summary>
internal sealed class RemoteSigner(SigningKey key, string? algorithm = null) : JwsSigner
{
    private int _signatures;

    public override string Algorithm => algorithm ?? key.Algorithm;

    public override string? KeyId => "remote";

    public Task Gate { get; set; } = Task.CompletedTask;

    public int Signatures => Volatile.Read(ref _signatures);

    protected internal override async ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _signatures);
        await Task.Yield();
        await Gate.WaitAsync(cancellationToken);
        return await key.SignAsync(data, cancellationToken);
    }
}
