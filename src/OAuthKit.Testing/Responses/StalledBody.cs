namespace OAuthKit.Testing;

/// <summary>Sends some bytes, perhaps none, and then nothing more until somebody gives up.</summary>
internal sealed class StalledBody(ReadOnlyMemory<byte> bytes, long announced) : ResponseBody
{
    public override long? ContentLength => announced;

    public override Stream Open(TestRequest request, CancellationToken stopping) => new PrefixStream(bytes, Never, request, stopping);

    private static async ValueTask Never(CancellationToken cancellationToken) =>
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ConfigureAwait(false);
}
