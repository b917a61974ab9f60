namespace OAuthKit.Interop.Tests;

/// <summary>Stands for an API, and keeps the tokens that it is shown.</summary>
internal sealed class BehalfHandler : HttpMessageHandler
{
    public List<string> Tokens { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The handler above takes the header off again.
        Tokens.Add(request.Headers.NonValidated["Authorization"].ToString()["Bearer ".Length..]);
        return Task.FromResult(new HttpResponseMessage { Content = new StringContent("ok"), RequestMessage = request });
    }
}
