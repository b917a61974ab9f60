namespace OAuthKit;

/// <summary>The way from an API to a client for it: metadata, then policy, then the server, then the client's authentication there.</summary>
internal static class ResourceClient
{
    public static async Task<OAuthClient> CreateAsync(ProtectedResource resource, Func<AuthorizationServer, CancellationToken, ValueTask<ClientAuthentication>> authenticate, CancellationToken cancellationToken)
    {
        var options = resource.Options;
        if (options.AllowedIssuers.Count == 0 && options.ApproveIssuer is null)
        {
            throw new InvalidOperationException($"No authorization server is allowed, so none would be asked for tokens: set {nameof(ProtectedResourceOptions)}.{nameof(ProtectedResourceOptions.AllowedIssuers)} or {nameof(ProtectedResourceOptions.ApproveIssuer)} (RFC 9728 section 7.6).");
        }

        var metadata = await resource.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        var dpop = ResourceTokens.DpopOf(metadata, options.Dpop);
        var issuer = await ChooseAsync(metadata.AuthorizationServers, options, cancellationToken).ConfigureAwait(false);
        var backchannel = options.Backchannel.Copy();
        backchannel.GuardAddresses |= !options.AllowedIssuers.Contains(issuer);
        var server = new AuthorizationServer(issuer, backchannel);
        try
        {
            var authentication = await authenticate(server, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The callback gave no client authentication.");
            return new OAuthClient(server, authentication, backchannel, ownsServer: true)
            {
                Profile = options.Profile,
                Certificate = options.Certificate,
                Dpop = dpop,
                IdTokens = ProfileRules.IdTokensOf(options.Profile, options.IdTokens),
                Parameters = options.Parameters,
                Resource = [metadata.Resource],
                ProtectedResource = metadata,
                ResourceScope = resource.ChallengedScope ?? ScopeOf(metadata),
            };
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    // RFC 9728 section 7.6: what the API says is a proposal. Those that the application names come first, in its order.
    private static async ValueTask<string> ChooseAsync(IReadOnlyList<string> named, ProtectedResourceOptions options, CancellationToken cancellationToken)
    {
        foreach (var allowed in options.AllowedIssuers)
        {
            if (named.Contains(allowed))
            {
                return allowed;
            }
        }

        foreach (var issuer in named)
        {
            if (options.ApproveIssuer is { } approve
                && IssuerIdentifier.IsValid(issuer, options.Backchannel.DangerouslyAllowHttp)
                && await approve(issuer, cancellationToken).ConfigureAwait(false))
            {
                return issuer;
            }
        }

        throw new OAuthException(
            OAuthFault.IssuerNotAllowed,
            named.Count == 0
                ? "The metadata of the API name no authorization server (RFC 9728 section 2), so it isn't known which one of those that are allowed gives out its tokens. Configure the issuer."
                : $"The API takes tokens of {ServerText.Clean(string.Join(", ", named))}, which the application doesn't allow. None was contacted. If one is meant, add it to {nameof(ProtectedResourceOptions.AllowedIssuers)}, exactly as it stands here (RFC 9728 section 7.6).");
    }

    // What breaks the grammar can't be asked for.
    private static string? ScopeOf(ProtectedResourceMetadata metadata)
    {
        var scopes = metadata.ScopesSupported;
        if (scopes.Count == 0)
        {
            return null;
        }

        var scope = string.Join(' ', scopes);
        return ScopeText.IsValid(scope)
            ? scope
            : throw new OAuthException(OAuthFault.ResourceMetadataMember, "A value of \"scopes_supported\" in the metadata of the API isn't a scope (RFC 6749 section 3.3).");
    }
}
