namespace OAuthKit.Interop.Tests;

/// <summary>Looks at UserInfo as it goes by: its form on the wire, whatever the product makes of it.</summary>
internal sealed class UserInfoWatch(HttpMessageHandler connection) : DelegatingHandler(connection)
{
    /// <summary>How many segments the last one had that was a JWT: three, or five where it was encrypted; null where it was JSON.</summary>
    public int? UserInfoSegments { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/me")
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            string body = await response.Content.ReadAsStringAsync(cancellationToken);
            UserInfoSegments = response.Content.Headers.ContentType?.MediaType == "application/jwt" ? body.Split('.').Length : null;
        }

        return response;
    }
}
