namespace OAuthKit.Tests;

/// <summary>A handler that notes what passes through it.</summary>
internal sealed class Recorder : DelegatingHandler
{
    public int Requests { get; private set; }

    public List<string?> Authorizations { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        var response = await base.SendAsync(request, cancellationToken);
        Authorizations.Add(request.Headers.Authorization?.ToString());
        return response;
    }
}
