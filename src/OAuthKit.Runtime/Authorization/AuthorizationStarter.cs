namespace OAuthKit;

/// <summary>Makes a URL and a transaction of a request: plain, as a request object, by reference, or pushed.</summary>
internal static class AuthorizationStarter
{
    public static async Task<AuthorizationStart> StartAsync(OAuthClient client, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        client.Validate();
        request = client.Rules?.Apply(client, request) ?? request;
        request.ThrowIfInvalid();
        ThrowIfUnanswerable(client, request);
        if (request.ContradictsItself)
        {
            AuthorizationLog.NothingToShow(client.Logger);
        }

        var server = client.Server;
        var found = await server.FindAsync(Endpoint.Authorization, cancellationToken).ConfigureAwait(false);
        var endpoint = server.UrlOf(Endpoint.Authorization, found);
        // Where only this endpoint was given by hand, the rest of what the server says holds all the same.
        var metadata = found ?? (server.Issuer is null ? null : await server.FindAsync(Endpoint.Token, cancellationToken).ConfigureAwait(false));
        // RFC 9126 section 5: where the server says so, there is no other way.
        var isPushed = request.Push || metadata?.GetFlag(MetadataNames.RequirePushedAuthorizationRequests) == true;
        client.Rules?.CheckAuthorization(client, metadata);
        if (metadata is not null)
        {
            AuthorizationSupport.Check(request, metadata, isPushed);
        }

        // Without a code there is no token that could be bound.
        using var key = request.ResponseType == ResponseTypes.IdToken ? null : await SignInKey.CreateAsync(client.Prover, cancellationToken).ConfigureAwait(false);
        if (key is not null)
        {
            key.Prover.Requests.ThrowIfUnsupported(metadata);
        }

        var transaction = CreateTransaction(client, request, metadata, endpoint, key);
        var parameters = AuthorizationParameters.Build(request, transaction, client.IdTokens, key?.Key.Thumbprint);
        var pushed = isPushed ? await PushAsync(client, request, parameters, key, cancellationToken).ConfigureAwait(false) : null;
        var requestObject = !isPushed && request.RequestObject is { } options
            ? await RequestObject.CreateAsync(parameters, options, client, cancellationToken).ConfigureAwait(false)
            : null;
        var query = await BuildQueryAsync(client, request, parameters, requestObject, pushed, cancellationToken).ConfigureAwait(false);
        return new(AuthorizationUrl.Build(endpoint, query), transaction, pushed?.ExpiresAt, client.Options.TimeProvider);
    }

    private static void ThrowIfUnanswerable(OAuthClient client, AuthorizationRequest request)
    {
        var expected = new ExpectedResponse(request.ResponseType, request.ResponseMode);
        // Who signed a JWT can't be known without its issuer.
        if (client.Server.Issuer is null && (request.IsOpenId || expected.IsJwt))
        {
            throw new InvalidOperationException("A sign-in and a signed authorization response need the issuer of the server, by which they are checked: give it, as in AuthorizationServer.FromEndpoints(endpoints, issuer).");
        }

        // JARM section 2.3.1: what the query carries is logged on its way.
        if (expected is { IsJwt: true, HasIdToken: true, Channel: CallbackChannel.Query } && client.AuthorizationResponses is not { DecryptionKeys.Count: > 0 })
        {
            throw new InvalidOperationException($"An ID token comes back in a query only where the response is encrypted (JARM section 2.3.1): choose another response mode for \"{request.ResponseType}\", or give {nameof(OAuthClient)}.{nameof(OAuthClient.AuthorizationResponses)} a key.");
        }
    }

    private static AuthorizationTransaction CreateTransaction(OAuthClient client, AuthorizationRequest request, ServerMetadata? metadata, Uri endpoint, SignInKey? key)
    {
        var now = client.Options.TimeProvider.GetUtcNow();
        return new()
        {
            Issuer = client.Server.Issuer,
            AuthorizationEndpoint = client.Server.Issuer is null ? endpoint.OriginalString : null,
            ClientId = client.ClientId,
            RedirectUri = request.RedirectUri,
            ResponseType = request.ResponseType,
            ResponseMode = request.ResponseMode,
            State = RandomText.Create(),
            // OpenID Connect Core section 3.1.2.1: OPTIONAL for codes, and sent all the same.
            Nonce = request.IsOpenId ? RandomText.Create() : null,
            CodeVerifier = request.ResponseType == ResponseTypes.IdToken ? null : CodeVerifier.Create(),
            Scope = request.Scope,
            Resource = request.Resource.Count > 0 ? request.Resource : client.Resource,
            AcrValues = ClaimsParameter.EssentialAcr(request.Claims) ?? request.AcrValues,
            MaxAge = request.MaxAge,
            RequiresIssuer = metadata?.AuthorizationResponseIssParameterSupported == true,
            RequiresCallbackUrl = request.RequireCallbackUrl,
            ReturnUrl = request.ReturnUrl,
            DpopKey = key?.Text,
            CreatedAt = now,
            ExpiresAt = now + request.Lifetime,
        };
    }

    // RFC 9126 section 2.1: all parameters, or the request object in place of them (section 3); never a request_uri. What goes wrong here goes to the caller, and never to the browser (section 2.3).
    private static async Task<PushedAuthorization> PushAsync(OAuthClient client, AuthorizationRequest request, FormParameters parameters, SignInKey? key, CancellationToken cancellationToken)
    {
        // RFC 9449 section 10.1: a proof of the key that the parameters name.
        using var response = key is null
            ? await client.SendAsync(Endpoint.PushedAuthorization, await CreateFormAsync().ConfigureAwait(false), activity: null, cancellationToken).ConfigureAwait(false)
            : await client.SendAsync(Endpoint.PushedAuthorization, CreateFormAsync, key.Prover, cancellationToken).ConfigureAwait(false);
        return PushedAuthorization.Read(response);

        // Anew for each attempt: the client authentication adds to it, and a request object may be taken once.
        async Task<FormParameters> CreateFormAsync()
        {
            var form = new FormParameters();
            if (request.RequestObject is { } options)
            {
                form.Add(Wire.Request, await RequestObject.CreateAsync(parameters, options, client, cancellationToken).ConfigureAwait(false));
                return form;
            }

            foreach (var (name, value) in parameters)
            {
                form.Add(name, value);
            }

            return form;
        }
    }

    private static async ValueTask<FormParameters> BuildQueryAsync(OAuthClient client, AuthorizationRequest request, FormParameters parameters, string? requestObject, PushedAuthorization? pushed, CancellationToken cancellationToken)
    {
        var query = new FormParameters { { Wire.ClientId, client.ClientId } };
        if (pushed is not null)
        {
            // RFC 9126 section 4: these two, and nothing else.
            query.Add(Wire.RequestUri, pushed.RequestUri);
            return query;
        }

        if (requestObject is null)
        {
            foreach (var (name, value) in parameters)
            {
                query.Add(name, value);
            }

            return query;
        }

        // RFC 9101 section 5: the object, and what OpenID Connect Core section 6.1 wants beside it.
        if (request.RequestObject!.RepeatOpenIdParameters)
        {
            query.Add(Wire.ResponseType, request.ResponseType);
            query.AddTarget(request.Scope, [], null);
        }

        if (request.RequestObject.Publish is null)
        {
            query.Add(Wire.Request, requestObject);
        }
        else
        {
            query.Add(Wire.RequestUri, await RequestObject.PublishAsync(requestObject, request.RequestObject, cancellationToken).ConfigureAwait(false));
        }

        return query;
    }
}
