namespace OAuthKit.Testing;

/// <summary>Lets nothing through to an authorization server.</summary>
internal sealed class NoBackchannel : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(
            $"With UseFakeTokens there is no authorization server, but an OAuthClient asks {request.RequestUri?.GetLeftPart(UriPartial.Path)}. Nothing was sent. Fakes are the tokens of generated clients; for an OAuthClient of one's own, or an HttpClient with AddOAuthToken, use a TestAuthorizationServer with UseTestServer.");
}
