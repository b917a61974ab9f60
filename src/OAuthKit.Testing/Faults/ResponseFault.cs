namespace OAuthKit.Testing;

internal sealed class ResponseFault(Func<TestRequest, TestResponse> respond) : Fault
{
    protected internal override ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken) => new(respond(request));
}
