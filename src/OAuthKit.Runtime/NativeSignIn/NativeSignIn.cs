namespace OAuthKit;

/// <summary>Signs the user of a native application in: listener, browser, callback, tokens (RFC 8252 section 4.1).</summary>
internal static class NativeSignIn
{
    public static async Task<TokenSet> RunAsync(OAuthClient client, Func<string, AuthorizationRequest> createRequest, NativeSignInOptions options, CancellationToken cancellationToken, Action? opened = null)
    {
        var time = client.Options.TimeProvider;
        using var listener = LoopbackListener.Start(options, time);
        var request = createRequest(listener.RedirectUri) ?? throw new InvalidOperationException("No authorization request was made.");
        if (request.RedirectUri != listener.RedirectUri)
        {
            throw new InvalidOperationException("The authorization request must have the redirect URI that was given for it: the callback is awaited there and nowhere else.");
        }

        var start = await client.StartAuthorizationAsync(request, cancellationToken).ConfigureAwait(false);
        if (start.Transaction.Expected.Channel == CallbackChannel.Fragment)
        {
            throw new InvalidOperationException($"A browser doesn't send a fragment, so a native application can't receive it: choose {ResponseModes.FormPost} or another response mode.");
        }

        var callback = await ReceiveAsync(listener, start, options, time, opened, cancellationToken).ConfigureAwait(false);
        return await client.CompleteAuthorizationAsync(start.Transaction, callback, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<AuthorizationCallback> ReceiveAsync(LoopbackListener listener, AuthorizationStart start, NativeSignInOptions options, TimeProvider time, Action? opened, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var receiving = listener.ReceiveAsync(request => AnswerTo(request, start.Transaction, listener.RedirectUri, options), linked.Token);
            try
            {
                await options.Browser.OpenAsync(start.Url, linked.Token).ConfigureAwait(false);
                opened?.Invoke();
            }
            catch
            {
                await linked.CancelAsync().ConfigureAwait(false);
                await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            return CallbackOf(await receiving.ConfigureAwait(false), listener.RedirectUri);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new OAuthException(OAuthFault.AuthorizationExpired, $"The user didn't come back from the browser within {options.Timeout.TotalSeconds:0} s. Begin anew when the user is there.");
        }
    }

    // Other programs and web pages can call this port: what isn't the answer to this request must not end the waiting for it.
    private static LoopbackAnswer AnswerTo(LoopbackRequest request, AuthorizationTransaction transaction, string redirectUri, NativeSignInOptions options)
    {
        AuthorizationCallback callback;
        try
        {
            callback = CallbackOf(request, redirectUri);
        }
        catch (OAuthException)
        {
            return LoopbackAnswer.Refuse(LoopbackPage.BadRequest);
        }

        var expected = transaction.Expected;
        // In an encrypted JWT the state can't be seen yet.
        var isAwaited = callback.Channel == expected.Channel
            && (callback.State is { } state ? FixedTime.Equals(state, transaction.State) : expected.IsJwt && callback.Parameters[Wire.Response] is not null);
        return !isAwaited ? LoopbackAnswer.Refuse(LoopbackPage.BadRequest)
            : LoopbackAnswer.Take(callback.Parameters[Wire.Error] is null ? LoopbackPage.Done(options.DoneMessage) : LoopbackPage.Refused(options.RefusedMessage));
    }

    private static AuthorizationCallback CallbackOf(LoopbackRequest request, string redirectUri) => request.Method == HttpMethod.Get.Method
        ? AuthorizationCallback.FromUrl(redirectUri + request.Query)
        : AuthorizationCallback.FromForm(request.Method, request.ContentType, request.Body, redirectUri);
}
