namespace OAuthKit;

/// <summary>What the metadata of a server say about a request, before anybody is sent anywhere. What they don't say isn't held against a request.</summary>
internal static class AuthorizationSupport
{
    private const string S256 = "S256";

    public static void Check(AuthorizationRequest request, ServerMetadata metadata, bool isPushed)
    {
        var expected = new ExpectedResponse(request.ResponseType, request.ResponseMode);
        // RFC 7636 section 4.2, RFC 9700 section 2.1.1: never plain, and never without.
        if (expected.HasCode && metadata.GetList(MetadataNames.CodeChallengeMethodsSupported) is { } methods && !methods.Contains(S256))
        {
            throw Unsupported(MetadataNames.CodeChallengeMethodsSupported, S256, "PKCE by S256, which OAuthKit never does without (RFC 9700 section 2.1.1)");
        }

        CheckResponse(request, expected, metadata);
        // RFC 9396 section 10.
        if (request.AuthorizationDetails.Count > 0 && metadata.GetList(MetadataNames.AuthorizationDetailsTypesSupported) is { } types)
        {
            foreach (var detail in request.AuthorizationDetails)
            {
                if (!types.Contains(detail.Type))
                {
                    throw Unsupported(MetadataNames.AuthorizationDetailsTypesSupported, ServerText.Clean(detail.Type)!, "this type of authorization details (RFC 9396 section 10)");
                }
            }
        }

        CheckRequestObject(request, metadata, isPushed);
    }

    private static void CheckResponse(AuthorizationRequest request, ExpectedResponse expected, ServerMetadata metadata)
    {
        // RFC 8414 section 2.
        if (metadata.GetList(MetadataNames.ResponseTypesSupported) is { } types)
        {
            var isListed = false;
            foreach (var type in types)
            {
                isListed |= ResponseTypes.AreSame(type, request.ResponseType);
            }

            if (!isListed)
            {
                throw Unsupported(MetadataNames.ResponseTypesSupported, request.ResponseType, "this response type");
            }
        }

        // JARM section 4: a server that lists "query.jwt" knows what "jwt" is short for.
        if (request.ResponseMode is { } mode && metadata.GetList(MetadataNames.ResponseModesSupported) is { } modes
            && !modes.Contains(mode) && !modes.Contains(expected.ExplicitMode))
        {
            throw Unsupported(MetadataNames.ResponseModesSupported, mode, "this response mode");
        }
    }

    private static void CheckRequestObject(AuthorizationRequest request, ServerMetadata metadata, bool isPushed)
    {
        if (request.RequestObject is not { } options)
        {
            // RFC 9101 section 10.5.
            if (metadata.GetFlag(MetadataNames.RequireSignedRequestObject))
            {
                throw new OAuthException(OAuthFault.RequestObjectRequired, $"The authorization server takes signed requests only (\"{MetadataNames.RequireSignedRequestObject}\", RFC 9101 section 10.5): set {nameof(AuthorizationRequest)}.{nameof(AuthorizationRequest.RequestObject)}. Nobody was sent anywhere.");
            }

            return;
        }

        CheckListed(metadata, MetadataNames.RequestObjectSigningAlgValuesSupported, options.Signer.Current.Algorithm, "request objects signed by this algorithm");
        if (options.EncryptionAlgorithm is { } algorithm)
        {
            CheckListed(metadata, MetadataNames.RequestObjectEncryptionAlgValuesSupported, algorithm, "request objects encrypted by this algorithm");
            CheckListed(metadata, MetadataNames.RequestObjectEncryptionEncValuesSupported, options.ContentEncryption, "request objects encrypted so");
        }

        // OpenID Connect Discovery section 3. Neither is about what is pushed.
        var way = options.Publish is null ? MetadataNames.RequestParameterSupported : MetadataNames.RequestUriParameterSupported;
        if (!isPushed && metadata.TryGetMember(way, out _) && !metadata.GetFlag(way))
        {
            throw Unsupported(way, "false", options.Publish is null ? "request objects in the URL; push it, if it may be pushed" : "request objects by reference");
        }
    }

    private static void CheckListed(ServerMetadata metadata, string name, string value, string what)
    {
        if (metadata.GetList(name) is { } values && !values.Contains(value))
        {
            throw Unsupported(name, value, what);
        }
    }

    private static OAuthException Unsupported(string name, string value, string what) =>
        new(OAuthFault.AuthorizationRequestUnsupported, $"By its metadata (\"{name}\") the authorization server doesn't support {what}: {value}. Nobody was sent anywhere.");
}
