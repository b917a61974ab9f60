namespace OAuthKit.Testing;

internal sealed class MappedEndpoint(string method, string path, Func<TestRequest, TestResponse> respond)
    : TestEndpoint(path, method, path)
{
    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) => new(respond(request));
}
