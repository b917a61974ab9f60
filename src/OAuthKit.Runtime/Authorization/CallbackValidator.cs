namespace OAuthKit;

/// <summary>
/// Checks an authorization response against its transaction, a line a rule. No endpoint sees anything of the response: only
/// keys may be fetched, for a signed response or an ID token.
/// </summary>
internal static class CallbackValidator
{
    public static async Task<AuthorizationResponse> ValidateAsync(OAuthClient client, AuthorizationTransaction transaction, AuthorizationCallback callback, CancellationToken cancellationToken)
    {
        client.Validate();
        try
        {
            CheckTransaction(client, transaction);
            CheckArrival(transaction, callback);
            var parameters = await OpenAsync(client, transaction, callback, cancellationToken).ConfigureAwait(false);
            CheckIssuer(client, transaction, parameters);
            CheckState(transaction, parameters);
            Use(client, transaction);
            CheckContent(transaction, parameters);
            var code = ReadCode(transaction, parameters);
            var idToken = await ReadIdTokenAsync(client, transaction, parameters, code, cancellationToken).ConfigureAwait(false);
            var prover = code is null ? null : await SignInKey.FindAsync(transaction.DpopKey, client, cancellationToken).ConfigureAwait(false);
            return new(transaction, code, idToken) { Dpop = prover };
        }
        catch (OAuthException e) when (e is not OAuthServerException)
        {
            AuthorizationLog.Refused(client.Logger, ServerText.Clean(transaction.Issuer) ?? "a server without an issuer", e.Code);
            throw;
        }
    }

    private static void CheckTransaction(OAuthClient client, AuthorizationTransaction transaction)
    {
        // RFC 9700 section 4.4: what one server answers is never taken to another.
        if (transaction.Issuer != client.Server.Issuer || transaction.ClientId != client.ClientId || !IsSameEndpoint(client, transaction))
        {
            throw Fault(OAuthFault.AuthorizationResponseIssuer, $"The authorization response belongs to a request of {ServerText.Clean(transaction.ClientId)} to the authorization server \"{ServerText.Clean(transaction.Issuer ?? transaction.AuthorizationEndpoint)}\", and this client is another (RFC 9700 section 4.4).");
        }

        // RFC 9700 section 4.7: not for ever.
        if (client.Options.TimeProvider.GetUtcNow() >= transaction.ExpiresAt)
        {
            throw Fault(OAuthFault.AuthorizationTransactionExpired, "The user took longer than the transaction allows (RFC 9700 section 4.7). Begin the login anew.");
        }

        // RFC 9700 section 4.5.
        if (client.UsedStates.IsUsed(transaction))
        {
            throw Used();
        }
    }

    private static void CheckArrival(AuthorizationTransaction transaction, AuthorizationCallback callback)
    {
        // RFC 9700 section 4.4.2.2.
        if (callback.Url is { } url ? !RedirectUri.IsTargetOf(transaction.RedirectUri, url) : transaction.RequiresCallbackUrl)
        {
            throw Fault(OAuthFault.AuthorizationCallbackUrl, callback.Url is null
                ? "It isn't known at which URL the authorization response arrived, and the request demands that it is its redirect URI (RFC 9700 section 4.4.2.2). Give the URL."
                : "The authorization response arrived at another URL than the redirect URI of its request (RFC 9700 section 4.4.2.2).");
        }

        // Multiple Response Types section 2: one place, which was asked for. A second one would be somebody else's.
        if (callback.Channel != transaction.Expected.Channel || !callback.Others.IsEmpty)
        {
            throw Fault(OAuthFault.AuthorizationCallbackChannel, $"The authorization response stands in another place than the {transaction.Expected.ChannelName} that was asked for, or in two (OAuth 2.0 Multiple Response Types section 2).");
        }
    }

    // JARM section 2.4: who asked for signed responses takes no others, and the other way around.
    private static async ValueTask<CallbackParameters> OpenAsync(OAuthClient client, AuthorizationTransaction transaction, AuthorizationCallback callback, CancellationToken cancellationToken)
    {
        var response = callback.Parameters[Wire.Response];
        if (!transaction.Expected.IsJwt)
        {
            return response is null ? callback.Parameters : throw Fault(OAuthFault.AuthorizationResponseMode, "The authorization response is a JWT, and plain parameters were asked for (JARM section 2.4).");
        }

        // What stands beside the JWT is nobody's.
        if (response is null || callback.Parameters.HasOthersThanResponse)
        {
            throw Fault(OAuthFault.AuthorizationResponseMode, "A signed authorization response was asked for, and this one is plain or has parameters beside its JWT (JARM section 2.4).");
        }

        return await SignedResponse.OpenAsync(response, transaction.Issuer!, client, cancellationToken).ConfigureAwait(false);
    }

    // RFC 9207 section 2.4, on errors too: compared as strings.
    private static void CheckIssuer(OAuthClient client, AuthorizationTransaction transaction, CallbackParameters parameters)
    {
        var issuer = parameters[Wire.Iss];
        // Section 4: an ID token in the response names the issuer as well, and is checked for it.
        var isNamedElsewhere = transaction.Expected.HasIdToken && parameters[Wire.IdToken] is not null;
        // FAPI 2.0 Security Profile section 5.3.3.2: whatever the server says of itself.
        if (issuer is null && (transaction.RequiresIssuer || client.Rules is not null) && !isNamedElsewhere)
        {
            throw Fault(OAuthFault.AuthorizationResponseIssuer, $"The authorization response doesn't say by \"iss\" which server it is of, and {(transaction.RequiresIssuer ? $"{ServerText.Clean(transaction.Issuer)} always does" : $"{client.Profile} demands that")} (RFC 9207 section 2.4).");
        }

        if (issuer is not null && issuer != transaction.Issuer)
        {
            throw Fault(OAuthFault.AuthorizationResponseIssuer, transaction.Issuer is null
                ? "The authorization response names its issuer, and the issuer of the server isn't configured: give it, so that the two can be compared (RFC 9207 section 2.4)."
                : $"The authorization response is that of another server: its \"iss\" isn't \"{ServerText.Clean(transaction.Issuer)}\" (RFC 9207 section 2.4). The user may have been led astray by one of the servers.");
        }
    }

    // RFC 6749 sections 4.1.2 and 10.12.
    private static void CheckState(AuthorizationTransaction transaction, CallbackParameters parameters)
    {
        if (parameters[Wire.State] is not { } state || !FixedTime.Equals(state, transaction.State))
        {
            throw Fault(OAuthFault.AuthorizationResponseState, "The state of the authorization response is missing, or isn't that of the request (RFC 6749 section 10.12): it is the answer to another login, or forged.");
        }
    }

    // RFC 9700 section 4.5. Only now, so that a forged response doesn't end a login that goes on.
    private static void Use(OAuthClient client, AuthorizationTransaction transaction)
    {
        if (!client.UsedStates.TryUse(transaction, client.Options.TimeProvider.GetUtcNow()))
        {
            throw Used();
        }
    }

    private static void CheckContent(AuthorizationTransaction transaction, CallbackParameters parameters)
    {
        // RFC 6749 section 4.1.2: the one or the other.
        if (parameters[Wire.Error] is { } error)
        {
            throw parameters[Wire.Code] is null
                ? new OAuthServerException(ServerText.Clean(error)!, ServerText.Clean(parameters[Wire.ErrorDescription]), ServerText.Clean(parameters[Wire.ErrorUri]))
                : Fault(OAuthFault.AuthorizationResponseCode, "The authorization response has both a code and an error (RFC 6749 section 4.1.2).");
        }

        // RFC 9700 section 2.1.2, Multiple Response Types section 3: nothing that wasn't asked for.
        if (parameters[Wire.AccessToken] is not null || parameters[Wire.RefreshToken] is not null || parameters[Wire.TokenType] is not null
            || (parameters[Wire.IdToken] is not null && !transaction.Expected.HasIdToken)
            || (parameters[Wire.Code] is not null && !transaction.Expected.HasCode))
        {
            throw Fault(OAuthFault.AuthorizationResponseToken, $"The authorization response brings a token or a code that \"{transaction.ResponseType}\" didn't ask for (RFC 9700 section 2.1.2).");
        }
    }

    private static AuthorizationCode? ReadCode(AuthorizationTransaction transaction, CallbackParameters parameters)
    {
        if (!transaction.Expected.HasCode)
        {
            return null;
        }

        // RFC 6749 section 4.1.2: REQUIRED. Appendix A.11: printable ASCII.
        return AuthorizationCode.TryParse(parameters[Wire.Code], out var code)
            ? code
            : throw Fault(OAuthFault.AuthorizationResponseCode, "The authorization response has neither a code that can be one nor an error (RFC 6749 section 4.1.2).");
    }

    // OpenID Connect Core sections 3.2.2.11 and 3.3.2.12: validated whole, before anything is done with the code.
    private static async ValueTask<IdToken?> ReadIdTokenAsync(OAuthClient client, AuthorizationTransaction transaction, CallbackParameters parameters, AuthorizationCode? code, CancellationToken cancellationToken)
    {
        if (!transaction.Expected.HasIdToken)
        {
            return null;
        }

        if (!EncodedIdToken.TryParse(parameters[Wire.IdToken], out var encoded))
        {
            throw Fault(OAuthFault.AuthorizationResponseCode, $"The authorization response has no ID token, which \"{transaction.ResponseType}\" asks for (OpenID Connect Core section 3.3.2.5).");
        }

        var expected = new IdTokenExpectations
        {
            Nonce = transaction.Nonce,
            MaxAge = transaction.MaxAge,
            AcrValues = transaction.AcrValues,
            IsRequired = true,
            IsFrontChannel = true,
            Code = code,
            State = transaction.State,
        };
        return await IdTokenValidator.ValidateAsync(encoded, expected, client, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSameEndpoint(OAuthClient client, AuthorizationTransaction transaction) =>
        transaction.Issuer is not null || transaction.AuthorizationEndpoint == client.Server.Endpoints.Authorization;

    private static OAuthException Used() =>
        Fault(OAuthFault.AuthorizationTransactionUsed, "The response to this authorization request was processed before (RFC 9700 section 4.5). Begin the login anew.");

    private static OAuthException Fault(string code, string message) => new(code, message + " Nothing of it was sent to any endpoint.");
}
