using System.Net;
using System.Text;

namespace OAuthKit.Benchmarks;

/// <summary>
/// Takes the place of the socket: renders the headers as the socket handler does (each value as text, then as bytes), and
/// answers 204, at once or on another thread of the pool.
/// </summary>
internal sealed class RenderingTransport(bool isSynchronous) : HttpMessageHandler
{
    private readonly byte[] _buffer = new byte[16 * 1024];

    public long BytesRendered { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        isSynchronous ? Task.FromResult(Answer(request)) : AnswerLaterAsync(request);

    private async Task<HttpResponseMessage> AnswerLaterAsync(HttpRequestMessage request)
    {
        await Task.Yield();
        return Answer(request);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var at = 0;
        foreach (var header in request.Headers.NonValidated)
        {
            at += Encoding.Latin1.GetBytes(header.Key, _buffer.AsSpan(at));
            foreach (var value in header.Value)
            {
                at += Encoding.Latin1.GetBytes(value, _buffer.AsSpan(at));
            }
        }

        BytesRendered += at;
        return new HttpResponseMessage(HttpStatusCode.NoContent) { RequestMessage = request };
    }
}

/// <summary>What a careful person writes: one string, made once.</summary>
internal sealed class RawHeaderHandler(string header, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("Authorization", header);
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>What people write.</summary>
internal sealed class OrdinaryHandler(string token, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>A token endpoint in memory: each answer is a new token.</summary>
internal sealed class TokenTransport(int tokenLength) : HttpMessageHandler
{
    private readonly byte[] _answer = Encoding.UTF8.GetBytes(
        $$"""{"access_token":"{{new string('t', tokenLength)}}","token_type":"Bearer","expires_in":3600}""");

    public byte[] Bytes => _answer;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(_answer);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
