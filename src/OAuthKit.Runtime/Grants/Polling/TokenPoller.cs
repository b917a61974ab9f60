using System.Runtime.ExceptionServices;

namespace OAuthKit;

/// <summary>
/// Asks for the tokens of a device authorization or a backchannel authentication until the user has decided, no faster than the
/// server allows (<see href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628 section 3.5</see>,
/// <see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#token_request">CIBA
/// section 10.1</see>).
/// </summary>
/// <remarks>
/// The first request comes an interval after the poller was made, and each further one an interval after the answer to the last.
/// <c>slow_down</c> makes the interval 5 seconds longer for good, <c>Retry-After</c> is waited for, and a server that can't be
/// reached is asked half as often each time, down to once a minute. An interval below a second counts as a second. Nothing is
/// sent after the end, or after an answer that is final. A poller serves one caller at a time.
/// </remarks>
public sealed class TokenPoller
{
    private readonly OAuthClient _client;
    private readonly TokenGrant _grant;
    private readonly TimeProvider _time;
    private readonly PollSchedule _schedule;
    private readonly TaskCompletionSource _notified = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isHastened;
    private int _isBusy;
    private PollResult? _result;
    private OAuthException? _refusal;
    private Exception? _fault;

    /// <summary>A poller for the tokens of a device.</summary>
    /// <param name="client">The client that began the authorization.</param>
    /// <param name="authorization">The authorization.</param>
    public TokenPoller(OAuthClient client, DeviceAuthorization authorization)
        : this(client, new DeviceCodeGrant(authorization), authorization.ExpiresAt, authorization.Interval)
    {
    }

    /// <summary>A poller for the tokens of a user who confirms on a device of theirs.</summary>
    /// <param name="client">The client that began the authentication.</param>
    /// <param name="authentication">The authentication.</param>
    public TokenPoller(OAuthClient client, BackchannelAuthentication authentication)
        : this(client, new BackchannelAuthenticationGrant(authentication), authentication.ExpiresAt, authentication.Interval)
    {
    }

    /// <summary>A poller for a grant whose values were kept, or that is the caller's own.</summary>
    /// <param name="client">The client.</param>
    /// <param name="grant">What to ask for, each time in the same way.</param>
    /// <param name="expiresAt">When to give up, at most 30 days from now.</param>
    /// <param name="interval">How long to wait between two requests, at most a day; <see cref="DefaultInterval"/> where it is null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is negative.</exception>
    public TokenPoller(OAuthClient client, TokenGrant grant, DateTimeOffset expiresAt, TimeSpan? interval = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval.GetValueOrDefault(), TimeSpan.Zero, nameof(interval));
        _client = client;
        _grant = grant;
        _time = client.Options.TimeProvider;
        _schedule = new PollSchedule(_time, expiresAt, interval ?? DefaultInterval);
        ExpiresAt = expiresAt;
    }

    /// <summary>The interval where the server names none: 5 seconds.</summary>
    public static TimeSpan DefaultInterval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>When the time for the user to decide is over.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The time between two requests as it is now: what the server said, and 5 seconds for each <c>slow_down</c>.</summary>
    public TimeSpan Interval => _schedule.Interval;

    /// <summary>When the server may be asked next.</summary>
    public DateTimeOffset NextPollAt => _time.GetUtcNow() + _schedule.UntilDue;

    /// <summary>How often the server was asked up to now.</summary>
    public int Attempts { get; private set; }

    internal OAuthClient Client => _client;

    /// <summary>Waits until the user has decided, and returns the tokens.</summary>
    /// <param name="progress">Told before each wait; null where nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the waiting at once, also a request that is under way.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="OAuthException">
    /// The user said no (<see cref="OAuthFault.AuthorizationDenied"/>), or didn't decide in time
    /// (<see cref="OAuthFault.AuthorizationExpired"/>); or the answer breaks the protocol.
    /// </exception>
    /// <exception cref="OAuthServerException">The server refused for another reason, and isn't asked again.</exception>
    /// <exception cref="InvalidOperationException">Another caller is waiting already.</exception>
    public async Task<TokenSet> WaitForTokensAsync(IProgress<PollProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_result is null && _refusal is null)
            {
                progress?.Report(new PollProgress(Attempts, NextPollAt, ExpiresAt, _fault));
            }

            switch (await PollAsync(cancellationToken).ConfigureAwait(false))
            {
                case PollTokens success:
                    return success.Tokens;
                case PollDenied denied:
                    throw new OAuthException(OAuthFault.AuthorizationDenied, "The user, or the authorization server on their behalf, denied the authorization (RFC 8628 section 3.5).", denied.Refusal);
                case PollExpired expired:
                    throw new OAuthException(OAuthFault.AuthorizationExpired, "The user didn't decide before the authorization expired (RFC 8628 section 3.5). Begin a new one.", expired.Cause);
            }
        }
    }

    /// <summary>
    /// One step: waits until the server may be asked (<see cref="NextPollAt"/>), asks once, and says what came. Once the result
    /// is final every further call returns it, without a request.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting at once, also a request that is under way.</param>
    /// <returns>What the step led to.</returns>
    /// <exception cref="OAuthException">The server refused with an error that is none of polling, or its answer breaks the protocol. It isn't asked again: further calls throw the same.</exception>
    /// <exception cref="InvalidOperationException">Another caller is waiting already.</exception>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            throw new InvalidOperationException("The poller is in use already: requests for one authorization must not overlap (CIBA section 7.3).");
        }

        try
        {
            if (_refusal is not null)
            {
                ExceptionDispatchInfo.Throw(_refusal);
            }

            if (_result is null)
            {
                await WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            return _result ?? await AskAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    /// <summary>
    /// Says that the server has notified the client (ping mode): the next request needn't wait, and one that waits is made at once
    /// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#ping_callback">CIBA
    /// section 10.2</see>). Call it only for a notification that <see cref="PingNotification"/> has verified. A server notifies
    /// once: further calls change nothing.
    /// </summary>
    public void Notify() => _notified.TrySetResult();

    /// <summary>Waits until the next request is allowed, or the end.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_notified.Task.IsCompleted && !_isHastened)
            {
                _isHastened = true;
                _schedule.Hasten();
            }

            var left = _schedule.UntilEnd;
            if (left == TimeSpan.Zero)
            {
                _result = new PollExpired(_fault);
                return;
            }

            var wait = _schedule.UntilDue;
            if (wait == TimeSpan.Zero)
            {
                return;
            }

            await SleepAsync(wait < left ? wait : left, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SleepAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        // Timers count whole milliseconds; one that rings early would ring again and again.
        var timer = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        if (_isHastened)
        {
            await Task.Delay(timer, _time, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var sleep = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(timer, _time, sleep.Token), _notified.Task).ConfigureAwait(false);
        await sleep.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<PollResult> AskAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(_schedule.UntilEnd, _time);
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), end);
        Attempts++;
        try
        {
            _result = new PollTokens(await _client.RequestTokenAsync(_grant, end.Token).ConfigureAwait(false));
            return _result;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            _schedule.Answered(retryAt: null);
            cancellationToken.ThrowIfCancellationRequested();
            return _result = new PollExpired(_fault);
        }
        catch (OAuthServerException e) when (PollFault.IsWaiting(e))
        {
            return Continue(e);
        }
        catch (OAuthServerException e) when (e.Error == ErrorCodes.AccessDenied)
        {
            return _result = new PollDenied(e);
        }
        catch (OAuthServerException e) when (e.Error == ErrorCodes.ExpiredToken)
        {
            return _result = new PollExpired(e);
        }
        catch (Exception e) when (PollFault.IsPassing(e))
        {
            _fault = e;
            _schedule.Failed((e as OAuthException)?.RetryAt);
            return new PollUnanswered(e, NextPollAt);
        }
        catch (Exception e)
        {
            // Anything else of the protocol ends it; what isn't of the protocol at least doesn't make the next request come early.
            _refusal = e as OAuthException;
            _schedule.Answered(retryAt: null);
            throw;
        }
    }

    private PollPending Continue(OAuthServerException answer)
    {
        _fault = null;
        var isSlowedDown = answer.Error == ErrorCodes.SlowDown;
        if (isSlowedDown)
        {
            _schedule.SlowedDown(answer.RetryAt);
        }
        else
        {
            _schedule.Answered(answer.RetryAt);
        }

        return new PollPending(isSlowedDown, NextPollAt);
    }
}
