using System.Net;
using System.Net.Sockets;

namespace OAuthKit;

/// <summary>
/// Waits for one callback on a loopback address and an ephemeral port
/// (<see href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252 section 7.3</see>). What isn't the callback gets an
/// error page and changes nothing: browsers ask for icons, and any web page can send requests to ports of this machine.
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int MaxConnections = 16;
    private const int Backlog = 16;

    private static readonly TimeSpan _connectionTimeout = TimeSpan.FromSeconds(5);

    private readonly TcpListener _listener;
    private readonly TimeProvider _time;
    private readonly string _host;
    private readonly string _path;

    private LoopbackListener(TcpListener listener, string path, TimeProvider time)
    {
        _listener = listener;
        _path = path;
        _time = time;
        _host = listener.LocalEndpoint.ToString()!;
        RedirectUri = $"http://{_host}{path}";
    }

    /// <summary>The address that the callback is awaited at, with the port that the system gave.</summary>
    public string RedirectUri { get; }

    public static LoopbackListener Start(NativeSignInOptions options, TimeProvider time)
    {
        var listener = new TcpListener(options.Address, options.Port);
        try
        {
            // Nobody else may bind the same port and take the callback (RFC 8252 section 8.3).
            listener.ExclusiveAddressUse = true;
            listener.Start(Backlog);
            return new LoopbackListener(listener, options.Path, time);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new OAuthException(
                OAuthFault.LoopbackUnavailable,
                options.Port == 0
                    ? $"No port could be opened on {options.Address} to wait for the callback. Check that this machine has that address."
                    : $"The port {options.Port} on {options.Address} can't be opened to wait for the callback: it is in use, or not allowed. Use port 0, which lets the system choose, where the authorization server allows any port (RFC 8252 section 7.3).",
                e);
        }
    }

    /// <summary>Waits for the callback, and closes the listener with it.</summary>
    /// <param name="answer">Says for a request to the callback's path which page it gets, and whether it is the awaited one.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<LoopbackRequest> ReceiveAsync(Func<LoopbackRequest, LoopbackAnswer> answer, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wait = new Wait(answer);
        var accepting = AcceptAsync(wait, stop.Token);
        try
        {
            return await wait.Found.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            _listener.Stop();
            await accepting.ConfigureAwait(false);
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(Wait wait, CancellationToken stop)
    {
        using var free = new SemaphoreSlim(MaxConnections);
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                await free.WaitAsync(stop).ConfigureAwait(false);
                var connection = await _listener.AcceptTcpClientAsync(stop).ConfigureAwait(false);
                serving.RemoveAll(static task => task.IsCompleted);
                serving.Add(ServeAsync(connection, wait, free, stop));
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            wait.Found.TrySetException(new OAuthException(OAuthFault.LoopbackUnavailable, "The listener for the callback was closed before the callback came.", e));
        }

        await Task.WhenAll(serving).ConfigureAwait(false);
    }

    private async Task ServeAsync(TcpClient connection, Wait wait, SemaphoreSlim free, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(_connectionTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        using (connection)
        {
            LoopbackRequest? awaited = null;
            try
            {
                var stream = connection.GetStream();
                var request = await LoopbackConnection.ReadAsync(stream, linked.Token).ConfigureAwait(false);
                var answer = AnswerTo(request, wait);
                awaited = answer.IsAwaited ? request : null;
                await LoopbackConnection.WriteAsync(stream, answer.Page, linked.Token).ConfigureAwait(false);
                connection.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
            }
            finally
            {
                // It counts whether or not its page could be written: it was taken, and no other will be.
                if (awaited is not null)
                {
                    wait.Found.TrySetResult(awaited);
                }

                free.Release();
            }
        }
    }

    private LoopbackAnswer AnswerTo(LoopbackRequest? request, Wait wait)
    {
        if (request is null)
        {
            return LoopbackAnswer.Refuse(LoopbackPage.BadRequest);
        }

        // Another name for this address is a web page of somebody else (DNS rebinding).
        return request.Host != _host || request.Path != _path
            ? LoopbackAnswer.Refuse(LoopbackPage.NotFound)
            : wait.Answer(request);
    }

    private sealed class Wait(Func<LoopbackRequest, LoopbackAnswer> answer)
    {
        private bool _isOver;

        public TaskCompletionSource<LoopbackRequest> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // One callback: what comes after it finds nothing, also while its page is still being sent.
        public LoopbackAnswer Answer(LoopbackRequest request)
        {
            lock (Found)
            {
                if (_isOver)
                {
                    return LoopbackAnswer.Refuse(LoopbackPage.NotFound);
                }

                var result = answer(request);
                _isOver = result.IsAwaited;
                return result;
            }
        }
    }
}
