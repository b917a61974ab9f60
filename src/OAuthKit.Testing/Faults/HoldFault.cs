namespace OAuthKit.Testing;

internal sealed class HoldFault(Gate gate) : Fault
{
    protected internal override async ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken)
    {
        await gate.PassAsync(cancellationToken).ConfigureAwait(false);
        return await next(request, cancellationToken).ConfigureAwait(false);
    }
}
