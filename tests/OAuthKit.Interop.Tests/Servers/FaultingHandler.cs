using System.Net;

namespace OAuthKit.Interop.Tests;

/// <summary>Breaks the connection of the next POST where a test wants it, in front of the real connection; all else passes.</summary>
internal sealed class FaultingHandler(HttpMessageHandler connection) : DelegatingHandler(connection)
{
    private readonly Lock _lock = new();
    private ConnectionFault? _next;
    private int _posts;

    /// <summary>How many POSTs were made, broken ones included.</summary>
    public int Posts => Volatile.Read(ref _posts);

    /// <summary>Breaks the next POST.</summary>
    public void Break(ConnectionFault fault)
    {
        lock (_lock)
        {
            _next = fault;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        Interlocked.Increment(ref _posts);
        ConnectionFault? fault;
        lock (_lock)
        {
            (fault, _next) = (_next, null);
        }

        return await (fault is null ? base.SendAsync(request, cancellationToken) : BreakAsync(request, fault.Value, cancellationToken));
    }

    private async Task<HttpResponseMessage> BreakAsync(HttpRequestMessage request, ConnectionFault fault, CancellationToken cancellationToken)
    {
        if (fault == ConnectionFault.BeforeTheRequest)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was refused.");
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        if (fault == ConnectionFault.BeforeTheAnswer)
        {
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke.");
        }

        byte[] half = answer[..(answer.Length / 2)];
        HttpContent content = fault == ConnectionFault.WithinTheAnswer ? new StreamContent(new BrokenStream(half)) : new ByteArrayContent(half);
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = content;
        return response;
    }
}
