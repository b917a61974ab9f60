using System.Net;

namespace OAuthKit.Interop.Tests;

/// <summary>Breaks the connection of the next POST where a test wants it, in front of the real connection; all else passes.</summary>
internal sealed class FaultingHandler(HttpMessageHandler connection) : DelegatingHandler(connection)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _broken;
    private ConnectionFault _fault;
    private int _posts;

    /// <summary>How many POSTs were made, broken ones included.</summary>
    public int Posts => Volatile.Read(ref _posts);

    /// <summary>Breaks the next POST.</summary>
    /// <returns>A task that ends when that has happened.</returns>
    public Task Break(ConnectionFault fault)
    {
        lock (_lock)
        {
            _fault = fault;
            _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _broken.Task;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        Interlocked.Increment(ref _posts);
        TaskCompletionSource? broken;
        lock (_lock)
        {
            (broken, _broken) = (_broken, null);
        }

        if (broken is null)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        try
        {
            return await BreakAsync(request, cancellationToken);
        }
        finally
        {
            broken.SetResult();
        }
    }

    private async Task<HttpResponseMessage> BreakAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_fault == ConnectionFault.BeforeTheRequest)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was refused.");
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        if (_fault == ConnectionFault.BeforeTheAnswer)
        {
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke.");
        }

        byte[] half = answer[..(answer.Length / 2)];
        HttpContent content = _fault == ConnectionFault.WithinTheAnswer ? new StreamContent(new BrokenStream(half)) : new ByteArrayContent(half);
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = content;
        return response;
    }
}
