namespace OAuthKit;

/// <summary>The settings that FAPI 2.0 doesn't allow, a line a rule, in the order of its sections. A sentence goes on after the name of the profile.</summary>
internal static class Fapi2Contradictions
{
    private const string Document = "FAPI 2.0 Security Profile section";

    public static string Algorithms { get; } = string.Join(", ", JwsAlgorithms.Fapi2);

    public static bool IsAllowed(string algorithm)
    {
        foreach (var allowed in JwsAlgorithms.Fapi2)
        {
            if (allowed == algorithm)
            {
                return true;
            }
        }

        return false;
    }

    public static List<ProfileContradiction> Find(ProfileSubject subject)
    {
        var found = new List<ProfileContradiction>();
        // Section 5.2.1: TLS everywhere.
        if (subject.AllowsHttp)
        {
            Add(nameof(BackchannelOptions.DangerouslyAllowHttp), $"doesn't allow http, not even on this machine: leave {nameof(BackchannelOptions)}.{nameof(BackchannelOptions.DangerouslyAllowHttp)} out ({Document} 5.2.1)");
        }

        // Section 5.3.3.1: only what the metadata document says, of an issuer that is known.
        if (subject.Issuer is null)
        {
            Add(nameof(AuthorizationServer.Issuer), $"needs the issuer of the authorization server, from which its metadata come: give it ({Document} 5.3.3.1)");
        }

        if (subject.HasGivenEndpoints)
        {
            Add(nameof(AuthorizationServer.Endpoints), $"takes endpoints from the metadata of the authorization server only: leave those out that are given by hand ({Document} 5.3.3.1)");
        }

        FindInAuthentication(subject, Add);
        FindInDpop(subject.Dpop, Add);
        // Section 5.4.1.
        CheckAccepted(subject.IdTokens, nameof(OAuthClient.IdTokens), Add);
        CheckAccepted(subject.UserInfoResponses, nameof(OAuthClient.UserInfoResponses), Add);
        CheckAccepted(subject.AuthorizationResponses, nameof(OAuthClient.AuthorizationResponses), Add);
        return found;

        void Add(string setting, string sentence) => found.Add(new(setting, sentence));
    }

    public static List<ProfileContradiction> Find(SecurityProfile profile, AuthorizationRequest request, RequestObjectOptions? requestObject)
    {
        var found = new List<ProfileContradiction>();
        // Section 5.3.2.2: the one response type.
        if (request.ResponseType != ResponseTypes.Code)
        {
            Add(nameof(request.ResponseType), $"doesn't allow the response type \"{request.ResponseType}\": leave it out, which means \"{ResponseTypes.Code}\" ({Document} 5.3.2.2)");
        }

        if (requestObject is not null)
        {
            // Section 5.4.1.
            if (TryReadAlgorithm(requestObject.Signer, out var algorithm, out var fault) && !IsAllowed(algorithm))
            {
                Add(nameof(request.RequestObject), $"doesn't allow request objects that are signed by {algorithm}: use a key for {Algorithms} ({Document} 5.4.1)");
            }
            else if (fault is not null)
            {
                Add(nameof(request.RequestObject), $"can't know the key of the request object: {fault}");
            }

            // Section 5.3.3.2: in the browser is the reference of the server, and no other.
            if (requestObject.Publish is not null)
            {
                Add(nameof(request.RequestObject), $"pushes requests, and a request object isn't published: leave {nameof(RequestObjectOptions)}.{nameof(RequestObjectOptions.Publish)} out ({Document} 5.3.3.2)");
            }
        }

        if (profile == SecurityProfile.Fapi2MessageSigning)
        {
            // Message Signing section 5.3.2.
            if (requestObject is null)
            {
                Add(nameof(request.RequestObject), $"signs each authorization request, and the client has no key that could: set {nameof(AuthorizationRequest)}.{nameof(AuthorizationRequest.RequestObject)} (FAPI 2.0 Message Signing section 5.3.2)");
            }

            // Message Signing section 5.4.2.
            if (request.ResponseMode is not (null or ResponseModes.Jwt))
            {
                Add(nameof(request.ResponseMode), $"asks for signed authorization responses, and doesn't allow the response mode \"{request.ResponseMode}\": leave it out, which means \"{ResponseModes.Jwt}\" (FAPI 2.0 Message Signing section 5.4.2)");
            }
        }

        return found;

        void Add(string setting, string sentence) => found.Add(new(setting, sentence));
    }

    // Section 5.3.3.1: private_key_jwt or mutual TLS. What the method of an application's own would do can't be known.
    private static void FindInAuthentication(ProfileSubject subject, Action<string, string> add)
    {
        const string Setting = nameof(OAuthClient.Authentication);
        switch (subject.Authentication?.Current)
        {
            case null or TlsClientAuthentication:
                break;
            case PrivateKeyJwt jwt:
                // Section 5.3.3.1: the issuer, as a string, so that no other server can use the assertion.
                if (jwt.EndpointAsAudience)
                {
                    add(Setting, $"names the issuer as the audience of client assertions: leave {nameof(JwtClientAuthentication.EndpointAsAudience)} out ({Document} 5.3.3.1)");
                }

                if (jwt.Audience is { } audience && audience != subject.Issuer)
                {
                    add(Setting, $"names the issuer as the audience of client assertions: leave {nameof(JwtClientAuthentication.Audience)} out ({Document} 5.3.3.1)");
                }

                // Section 5.4.1.
                if (!TryReadAlgorithm(jwt.Key, out var algorithm, out var fault))
                {
                    add(Setting, $"can't know the key of the client: {fault}");
                }
                else if (!IsAllowed(algorithm))
                {
                    add(Setting, $"doesn't allow client assertions that are signed by {algorithm}: use a key for {Algorithms} ({Document} 5.4.1)");
                }

                break;
            case { } other:
                add(Setting, $"doesn't allow {ServerText.Clean(other.Method)}: use {AuthenticationMethods.PrivateKeyJwt}, {AuthenticationMethods.TlsClientAuth} or {AuthenticationMethods.SelfSignedTlsClientAuth} ({Document} 5.3.3.1)");
                break;
        }
    }

    private static void FindInDpop(DpopOptions? dpop, Action<string, string> add)
    {
        // Section 5.4.1.
        if (dpop is not null && (dpop.Key?.Algorithm ?? dpop.Algorithm) is var algorithm && !IsAllowed(algorithm))
        {
            add(nameof(OAuthClient.Dpop), $"doesn't allow DPoP proofs by {algorithm}: use a key for {Algorithms} ({Document} 5.4.1)");
        }

        // Section 5.3.3.1: tokens that are bound to their sender, and no others.
        if (dpop is { DangerouslyAcceptBearer: true })
        {
            add(nameof(OAuthClient.Dpop), $"takes tokens only that are bound to their sender: leave {nameof(DpopOptions)}.{nameof(DpopOptions.DangerouslyAcceptBearer)} out ({Document} 5.3.3.1)");
        }
    }

    private static void CheckAccepted(JwtResponseOptions? options, string setting, Action<string, string> add)
    {
        if (options is not null && !IsAllowed(options.SigningAlgorithm))
        {
            add(setting, $"doesn't allow {options.SigningAlgorithm} for {setting}: have the client registered for {Algorithms}, and set {nameof(JwtResponseOptions.SigningAlgorithm)} ({Document} 5.4.1)");
        }
    }

    // The algorithm of a key in a file is known once that is read.
    private static bool TryReadAlgorithm(JwsSigner signer, out string algorithm, out string? fault)
    {
        try
        {
            (algorithm, fault) = (signer.Algorithm, null);
            return true;
        }
        catch (InvalidOperationException e)
        {
            (algorithm, fault) = ("", e.Message);
            return false;
        }
    }
}
