namespace OAuthKit.Testing;

/// <summary>Answers a request, or hands it on to the next that does.</summary>
/// <param name="request">The request.</param>
/// <param name="cancellationToken">Ends when the client gives up or the host stops.</param>
/// <returns>The answer.</returns>
public delegate ValueTask<TestResponse> TestRequestHandler(TestRequest request, CancellationToken cancellationToken);
