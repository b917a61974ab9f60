using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>
/// The one place where OAuthKit calls an authorization server. No redirects, no cookies, https, and limits on size and time
/// that hold for the whole exchange.
/// </summary>
internal sealed class Backchannel : IDisposable
{
    // Long enough to reuse connections, short enough to see DNS changes.
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    // A server can't hold an application back for longer than this.
    private static readonly TimeSpan _longestRetryAfter = TimeSpan.FromMinutes(10);

    private readonly HttpMessageInvoker? _invoker;
    private readonly CertificateConnections? _connections;
    private readonly BackchannelOptions _options;
    private readonly GuardedConnections? _guard;
    private readonly Deadlines _deadlines;

    /// <summary>Makes a back channel.</summary>
    /// <param name="options">How to talk.</param>
    /// <param name="certificate">What the client shows.</param>
    /// <param name="guard">What looks at addresses, where what is called comes from outside.</param>
    public Backchannel(BackchannelOptions options, ClientCertificate? certificate = null, GuardedConnections? guard = null)
    {
        _options = options;
        _guard = guard ?? options.CreateGuard?.Invoke(options);
        _deadlines = new Deadlines(options.Timeout, options.TimeProvider);
        if (certificate is null)
        {
            _invoker = new HttpMessageInvoker(options.Handler ?? Wrap(CreateHandler(options, null, _guard)), disposeHandler: options.Handler is null);
        }
        else if (options.Handler is null)
        {
            _connections = new CertificateConnections(certificate, identity => Wrap(CreateHandler(options, identity, _guard)));
        }
        else
        {
            throw new InvalidOperationException($"A client that shows a certificate has connections of its own, so {nameof(BackchannelOptions)}.{nameof(BackchannelOptions.Handler)} can't be given to it. Set what is wanted in {nameof(BackchannelOptions.ConfigureHandler)}.");
        }
    }

    public TimeProvider Time => _options.TimeProvider;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<BackchannelResponse> SendAsync(BackchannelRequest request, CancellationToken cancellationToken)
    {
        if (!EndpointUrl.IsSecure(request.Url, _options.DangerouslyAllowHttp))
        {
            throw new InvalidOperationException("The back channel calls https URLs only.");
        }

        _guard?.ThrowIfRefused(request.Url);
        var timeout = _deadlines.Start();
        var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timeout);
        using var message = CreateMessage(request);
        var requestedAt = _options.TimeProvider.GetUtcNow();
        try
        {
            using var response = await (_invoker ?? _connections!.Invoker).SendAsync(message, timeout.Token).ConfigureAwait(false);
            ThrowIfElsewhere(request, message, response);
            request.Dpop?.Received(request.Url, response);
            var body = await ResponseBody.ReadAsync(response.Content, request.MaxResponseBytes, timeout.Token).ConfigureAwait(false);
            return new BackchannelResponse((int)response.StatusCode, MediaType(response), requestedAt, RetryAt(response), body)
            {
                Challenges = ChallengesOf(response),
                Quirks = request.Quirks,
            };
        }
        catch (HttpRequestException e) when (e.InnerException is OAuthException { Code: OAuthFault.AddressRefused } refused)
        {
            // What the guard throws while connecting comes wrapped, and would pass for a connection that broke.
            throw new OAuthException(refused.Code, refused.Message, e);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Handlers report limits of their own, such as that on connecting, as a cancellation that nobody asked for.
            throw new OAuthException(
                OAuthFault.BackchannelTimeout,
                timeout.IsCancellationRequested
                    ? $"The {request.Peer} at {request.Url.Host} didn't answer in full within {_options.Timeout.TotalSeconds:0.###} s. Check that it can be reached, or raise the timeout of the back channel."
                    : $"The handler of the back channel gave up on the {request.Peer} at {request.Url.Host}, most likely because no connection could be made in time. Check that it can be reached.",
                new TimeoutException(null, e));
        }
        finally
        {
            // The body was sent before it was answered, and the answer is read: nobody has the token any more.
            await registration.DisposeAsync().ConfigureAwait(false);
            _deadlines.End(timeout);
        }
    }

    public void Dispose()
    {
        _invoker?.Dispose();
        _connections?.Dispose();
    }

    private HttpMessageHandler Wrap(SocketsHttpHandler handler) => _options.WrapHandler?.Invoke(handler) ?? handler;

    internal static SocketsHttpHandler CreateHandler(BackchannelOptions options, TlsIdentity? identity = null, GuardedConnections? guard = null)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = _connectionLifetime, ConnectTimeout = TimeSpan.FromSeconds(15) };
        handler.SslOptions.CertificateRevocationCheckMode = options.RevocationMode;
        options.ConfigureHandler?.Invoke(handler);
        // Whatever was configured, these hold.
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.SslOptions.EnabledSslProtocols = TlsVersions.Allowed;
        handler.SslOptions.ClientCertificateContext = identity?.Context;
        guard?.Watch(handler);
        return handler;
    }

    private static HttpRequestMessage CreateMessage(BackchannelRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Url)
        {
            Content = ContentOf(request),
        };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.UserAgent is not null)
        {
            message.Headers.TryAddWithoutValidation("User-Agent", request.UserAgent);
        }

        if (request.Method == HttpMethod.Get)
        {
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        }

        if (request.Authorization is { } authorization && !message.Headers.TryAddWithoutValidation(Wire.Authorization, authorization))
        {
            throw new InvalidOperationException("The Authorization header of the client authentication can't be sent.");
        }

        if (request.Dpop is { } dpop)
        {
            message.Headers.TryAddWithoutValidation(Wire.Dpop, dpop.Proof);
        }

        return message;
    }

    private static BufferContent? ContentOf(BackchannelRequest request)
    {
        if (request.Form is not { } form)
        {
            return request.Json is { } json ? new BufferContent(json, Wire.Json, ownsBody: false) : null;
        }

        var body = new PooledBuffer(512);
        form.Encode(body);
        return new BufferContent(body, Wire.Form, ownsBody: true);
    }

    private static string[] ChallengesOf(HttpResponseMessage response) =>
        (int)response.StatusCode is 401 or 403 && response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values)
            ? [.. values]
            : [];

    private static void ThrowIfElsewhere(BackchannelRequest request, HttpRequestMessage message, HttpResponseMessage response)
    {
        // A handler that follows redirects changes the message's URL: what it sent then has already left.
        if (!ReferenceEquals(message.RequestUri, request.Url) || (response.RequestMessage?.RequestUri is { } final && final != request.Url))
        {
            throw new OAuthException(OAuthFault.RedirectFollowed, "The handler of the back channel followed a redirect, so secrets may have reached another server. Set AllowAutoRedirect to false on it.");
        }

        if ((int)response.StatusCode is >= 300 and < 400)
        {
            throw new OAuthException(
                OAuthFault.RedirectRefused,
                $"The {request.Peer} at {request.Url.Host} answered with a redirect (HTTP {(int)response.StatusCode}), which is never followed (RFC 9700 section 4.12). Configure the address that it redirects to.")
            {
                StatusCode = (int)response.StatusCode,
            };
        }
    }

    private static string? MediaType(HttpResponseMessage response)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) || values.Count != 1)
        {
            return null;
        }

        var text = values.ToString();
        if (string.Equals(text, Wire.Json, StringComparison.Ordinal))
        {
            return text;
        }

        var end = text.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Trim();
    }

    private DateTimeOffset? RetryAt(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values)
            || !RetryConditionHeaderValue.TryParse(values.ToString(), out var retry))
        {
            return null;
        }

        var now = _options.TimeProvider.GetUtcNow();
        var wait = retry.Delta ?? (retry.Date - now) ?? TimeSpan.Zero;
        return now + TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, _longestRetryAfter.Ticks));
    }
}
