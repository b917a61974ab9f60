using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace OAuthKit.Tool.Decoding;

/// <summary>Answers for one endpoint with a JWT at hand; all else goes to the server.</summary>
internal sealed class EndpointAnswerHandler(HttpMessageHandler inner, Uri endpoint, string jwt, string mediaType) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri != endpoint)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(jwt));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
