namespace OAuthKit;

/// <summary>FAPI 2.0 Security Profile, and Message Signing.</summary>
internal sealed class Fapi2Rules(SecurityProfile profile) : ProfileRules
{
    private volatile bool _isChecked;
    private RequestObjectOptions? _requestObject;

    public override string Name { get; } = profile.ToString();

    // Section 5.4.1: PS256, ES256 or Ed25519. The first is what RSA keys, which every server has, can do.
    public override IdTokenOptions IdTokens { get; } = new() { SigningAlgorithm = JwsAlgorithms.PS256 };

    public override JwtResponseOptions AuthorizationResponses { get; } = new() { SigningAlgorithm = JwsAlgorithms.PS256 };

    private bool SignsMessages => profile == SecurityProfile.Fapi2MessageSigning;

    public override ClientDpop CreateDpop(TimeProvider time) => new(new DpopOptions(), time);

    public override IReadOnlyList<ProfileContradiction> FindContradictions(ProfileSubject subject) => Fapi2Contradictions.Find(subject);

    public override void Check(OAuthClient client)
    {
        if (_isChecked)
        {
            return;
        }

        var found = FindContradictions(client.ProfileSubject);
        if (found.Count > 0)
        {
            throw Contradicted($"The client {client.ClientId}", found);
        }

        _isChecked = true;
    }

    public override async ValueTask CheckAsync(OAuthClient client, TokenGrant grant, CancellationToken cancellationToken)
    {
        Check(client);
        // Security Profile section 5.3.2.1: servers MUST reject it, since the client sees the password.
        if (grant is ResourceOwnerPasswordGrant)
        {
            throw new InvalidOperationException($"{profile} doesn't allow the password grant: sign the user in by {nameof(OAuthClient.StartAuthorizationAsync)} (FAPI 2.0 Security Profile section 5.3.2.1). Nothing was sent.");
        }

        // Section 5.3.3.2: PKCE.
        if (grant is AuthorizationCodeGrant { CodeVerifier: null })
        {
            throw new InvalidOperationException($"{profile} exchanges a code with the verifier of its request only: set {nameof(AuthorizationCodeGrant)}.{nameof(AuthorizationCodeGrant.CodeVerifier)}, or complete the sign-in by {nameof(OAuthClient.CompleteAuthorizationAsync)} (FAPI 2.0 Security Profile section 5.3.3.2). Nothing was sent.");
        }

        Check(client, await client.Server.FindAsync(Endpoint.Token, cancellationToken).ConfigureAwait(false));
    }

    public override void Check(OAuthClient client, ServerMetadata? metadata)
    {
        // Section 5.3.2.1, RFC 8705 section 3.3: absent is false. Such a server would give out tokens for whoever has them.
        if (client.Prover is null && metadata?.GetFlag(MetadataNames.TlsClientCertificateBoundAccessTokens) != true)
        {
            throw Unsupported($"tokens that are bound to a certificate (\"{MetadataNames.TlsClientCertificateBoundAccessTokens}\", RFC 8705 section 3.3), and {profile} takes no others (FAPI 2.0 Security Profile section 5.3.3.1). Bind them to a key by {nameof(OAuthClient)}.{nameof(OAuthClient.Dpop)}, if it takes proofs");
        }
    }

    public override void CheckAuthorization(OAuthClient client, ServerMetadata? metadata)
    {
        // Section 5.3.3.2: pushed, and in no other way.
        if (metadata?.TryGetMember(MetadataNames.PushedAuthorizationRequestEndpoint, out _) != true)
        {
            throw Unsupported($"pushed authorization requests (\"{MetadataNames.PushedAuthorizationRequestEndpoint}\", RFC 9126 section 5), and {profile} sends no others (FAPI 2.0 Security Profile section 5.3.3.2)");
        }

        Check(client, metadata);
    }

    public override void Check(IntrospectionOptions options)
    {
        if (options is JwtIntrospectionOptions jwt)
        {
            CheckSigned(jwt.SigningAlgorithm, nameof(JwtIntrospectionOptions));
        }
        else if (SignsMessages)
        {
            throw new InvalidOperationException($"{profile} takes introspection responses only that the server has signed: give {nameof(JwtIntrospectionOptions)} (FAPI 2.0 Message Signing section 5.5.2). Nothing was sent.");
        }
    }

    public override void CheckSignature(string algorithm, string subject)
    {
        if (!Fapi2Contradictions.IsAllowed(algorithm))
        {
            throw new InvalidOperationException($"{profile} doesn't allow {subject} that is signed by {algorithm}: use a key for {Fapi2Contradictions.Algorithms} (FAPI 2.0 Security Profile section 5.4.1). Nothing was signed or sent.");
        }
    }

    public override AuthorizationRequest Apply(OAuthClient client, AuthorizationRequest request)
    {
        var requestObject = request.RequestObject ?? OwnRequestObject(client);
        var found = Fapi2Contradictions.Find(profile, request, requestObject);
        return found.Count > 0
            ? throw Contradicted("The authorization request", found)
            : request.Under(SignsMessages ? ResponseModes.Jwt : request.ResponseMode, requestObject);
    }

    // Message Signing section 5.3.2. The key that proves the client signs its requests too.
    private RequestObjectOptions? OwnRequestObject(OAuthClient client) =>
        SignsMessages && client.Authentication.Current is PrivateKeyJwt { Key: var key } ? _requestObject ??= new RequestObjectOptions(key) : null;

    private void CheckSigned(string algorithm, string setting)
    {
        if (!Fapi2Contradictions.IsAllowed(algorithm))
        {
            throw new InvalidOperationException($"{profile} doesn't allow {algorithm} for {setting}.{nameof(JwtResponseOptions.SigningAlgorithm)}: have the client registered for {Fapi2Contradictions.Algorithms} (FAPI 2.0 Security Profile section 5.4.1). Nothing was sent.");
        }
    }

    private InvalidOperationException Contradicted(string subject, IReadOnlyList<ProfileContradiction> found)
    {
        var lines = new string[found.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = $"{profile} {found[i].Sentence}.";
        }

        return new($"{subject} contradicts its security profile. Nothing was sent. {string.Join(' ', lines)}");
    }

    private static OAuthException Unsupported(string what) =>
        new(OAuthFault.SecurityProfileUnsupported, $"By its metadata the authorization server doesn't offer {what}. Nothing was sent.");
}
