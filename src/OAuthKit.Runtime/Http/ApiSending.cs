using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>
/// One request on its way to an API, where that takes more than a header: a token that is bound to a key needs a proof for each
/// attempt, and a refusal may be answered by another attempt. At most one for a nonce and one with a renewed token, so it never
/// goes around.
/// </summary>
internal sealed class ApiSending(OAuthHandler handler, HttpRequestMessage request, Uri? url, TokenPolicy policy, ILogger logger)
{
    private AccessToken? _token;
    private string? _header;
    private DpopExchange? _proofs;
    private bool _isSent;
    private bool _isRenewed;

    /// <summary>Sends with a token that is bound to a key (RFC 9449 section 7.1).</summary>
    public async Task<HttpResponseMessage> SendBoundAsync(AccessToken token, DpopExchange proofs, CancellationToken cancellationToken)
    {
        if (request.Headers.NonValidated.Contains(Wire.Dpop))
        {
            throw new InvalidOperationException($"The request has a DPoP header already, but the proof of the policy \"{policy.Name}\" belongs there. Remove the header: a proof is made anew for each attempt.");
        }

        if (SendingHandler.FollowsRedirects(handler.InnerHandler))
        {
            throw new InvalidOperationException("The primary handler of the API's HttpClient follows redirects, and would take the proof of one request to another (RFC 9449 section 4.3), so nothing was sent. Set its AllowAutoRedirect to false.");
        }

        (_token, _proofs) = (token, proofs);
        var response = await SendOnceAsync(token, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends with a token that is bound to no key.</summary>
    public async Task<HttpResponseMessage> SendAsync(AccessToken token, CancellationToken cancellationToken) =>
        await AnswerAsync(await SendOnceAsync(token, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Goes on after an attempt without a proof, whose answer is a refusal or isn't of this request.</summary>
    public Task<HttpResponseMessage> ContinueAsync(HttpResponseMessage response, string? header, CancellationToken cancellationToken)
    {
        ThrowIfRedirected(response);
        _header = header;
        return AnswerAsync(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        while (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            var challenge = ApiChallenge.Read(response, _proofs is not null ? Scheme.Dpop : Scheme.Bearer);
            if (!_isRenewed)
            {
                policy.Manager?.Telemetry.Challenged(policy.Name, (int)response.StatusCode, ErrorCodes.ForMetric(challenge.Error));
            }

            challenge.ThrowIfMoreIsNeeded(response);
            if (!MaySendAgain(response, challenge.Error))
            {
                return response;
            }

            var token = _token;
            if (challenge.Error != ErrorCodes.UseDpopNonce)
            {
                _isRenewed = true;
                try
                {
                    var renewed = await policy.Manager!.RenewAsync(policy, _header, cancellationToken).ConfigureAwait(false);
                    token = renewed is null || renewed.AccessToken.AuthorizationHeader == _header ? null : renewed.AccessToken;
                    if (token is not null)
                    {
                        policy.Requested?.ThrowIfNotBound(token);
                    }
                }
                catch
                {
                    response.Dispose();
                    throw;
                }
            }

            if (token is null)
            {
                return response;
            }

            // A body in memory can be sent twice for certain, so this answer frees its connection for the next request.
            var isInMemory = IsInMemory(request.Content);
            if (isInMemory)
            {
                response.Dispose();
            }

            var isRenewed = token.AuthorizationHeader != _header;
            HttpResponseMessage next;
            try
            {
                next = await SendOnceAsync(token, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (_isSent && !isInMemory && IsConsumed(e))
            {
                HandlerLog.NotReplayable(logger, policy.Name);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
            response = next;
            SentAgain(isRenewed);
        }

        return response;
    }

    private void SentAgain(bool isRenewed)
    {
        if (isRenewed)
        {
            HandlerLog.Replayed(logger, policy.Name);
        }
        else
        {
            HandlerLog.ProvenAgain(logger, policy.Name);
        }

        policy.Manager?.Telemetry.Replayed(policy.Name);
    }

    /// <summary>Whether another attempt makes sense: with a proof that has the nonce, or with another token.</summary>
    private bool MaySendAgain(HttpResponseMessage response, string error)
    {
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return false;
        }

        // RFC 9449 section 9. Without a nonce, or with the one that was sent, the same would come back.
        if (error == ErrorCodes.UseDpopNonce)
        {
            return _proofs?.IsToBeRepeated() == true;
        }

        if (_isRenewed)
        {
            policy.Manager!.RefusedAgain(policy);
            return false;
        }

        return error == ErrorCodes.InvalidToken && policy.Manager is not null;
    }

    private async Task<HttpResponseMessage> SendOnceAsync(AccessToken token, CancellationToken cancellationToken)
    {
        handler.ThrowIfNotShown(token, request);
        _isSent = false;
        // RFC 9449 section 11.1: a new proof for each attempt, with the nonce that is the latest by then.
        _proofs = ReferenceEquals(token, _token) ? _proofs : token.Dpop?.BeginApi(token, _proofs);
        _token = token;
        _header = token.AuthorizationHeader;
        if (_proofs is not null)
        {
            await _proofs.ProveAsync(request.Method, url!, cancellationToken).ConfigureAwait(false);
        }

        HttpResponseMessage response;
        try
        {
            Attach();
            _isSent = true;
            response = await handler.ForwardAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Detach();
        }

        ThrowIfRedirected(response);
        // RFC 9449 section 8.2: whatever the status.
        _proofs?.Received(url!, response);
        return response;
    }

    private void Attach()
    {
        if (!request.Headers.TryAddWithoutValidation(Wire.Authorization, _header)
            || (_proofs is not null && !request.Headers.TryAddWithoutValidation(Wire.Dpop, _proofs.Proof)))
        {
            throw new InvalidOperationException("The headers of the token can't be sent.");
        }
    }

    // A retry outside of this handler sends the same object again, and exceptions carry it: the token leaves no trace there.
    private void Detach()
    {
        request.Headers.Authorization = null;
        if (_proofs is not null)
        {
            request.Headers.Remove(Wire.Dpop);
        }
    }

    private void ThrowIfRedirected(HttpResponseMessage response)
    {
        if (!OAuthHandler.IsOf(response, request, url))
        {
            response.Dispose();
            HandlerLog.RedirectFollowed(logger);
            throw new OAuthException(OAuthFault.RedirectFollowed, "A handler below OAuthKit followed a redirect, and sent the request on without its token. Set AllowAutoRedirect to false on the primary handler of the API's HttpClient.");
        }
    }

    private static bool IsInMemory(HttpContent? content) => content is null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent;

    // What a stream that was read already throws, bare or as SocketsHttpHandler wraps it.
    private static bool IsConsumed(Exception e) =>
        e is InvalidOperationException or HttpRequestException { InnerException: InvalidOperationException };
}
