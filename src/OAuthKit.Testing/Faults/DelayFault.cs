namespace OAuthKit.Testing;

internal sealed class DelayFault(TimeSpan delay) : Fault
{
    protected internal override async ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, request.TimeProvider, cancellationToken).ConfigureAwait(false);
        return await next(request, cancellationToken).ConfigureAwait(false);
    }
}
