namespace OAuthKit.Testing;

internal sealed class ChangedResponseFault(Action<TestResponse> change) : Fault
{
    protected internal override async ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken)
    {
        var response = await next(request, cancellationToken).ConfigureAwait(false);
        change(response);
        return response;
    }
}
