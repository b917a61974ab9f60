namespace OAuthKit.Testing;

/// <summary>Takes requests to a stub, without a socket.</summary>
internal sealed class StubHandler(StubApi stub) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var received = await InMemoryMessages.ReadAsync(request, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var response = await stub.DispatchAsync(received, cancellationToken).ConfigureAwait(false);
        received.StatusCode = response.IsConnectionFailure ? null : response.StatusCode;
        return response.IsConnectionFailure
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection to the stub failed.")
            : InMemoryMessages.Create(request, received, response, decompress: false, CancellationToken.None);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();
}
