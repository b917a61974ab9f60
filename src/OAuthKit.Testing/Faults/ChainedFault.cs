namespace OAuthKit.Testing;

internal sealed class ChainedFault(Fault outer, Fault inner) : Fault
{
    protected internal override ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken) =>
        outer.ApplyAsync(request, (r, c) => inner.ApplyAsync(r, next, c), cancellationToken);
}
