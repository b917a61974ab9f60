namespace OAuthKit;

/// <summary>The closed set of codes, for metrics. One text, since a program that is compiled ahead of time carries each string for itself.</summary>
internal static class OAuthFaults
{
    private const string All = " "
        + OAuthFault.ServerError + " " + OAuthFault.InsufficientScope + " " + OAuthFault.InsufficientUserAuthentication + " " + OAuthFault.MetadataStatus + " "
        + OAuthFault.MetadataMalformed + " " + OAuthFault.MetadataIssuerMismatch + " " + OAuthFault.MetadataMemberMissing + " " + OAuthFault.MetadataMemberInvalid + " "
        + OAuthFault.ResourceMetadataStatus + " " + OAuthFault.ResourceMetadataMalformed + " " + OAuthFault.ResourceMetadataMismatch + " " + OAuthFault.ResourceMetadataMember + " "
        + OAuthFault.ResourceChallenge + " " + OAuthFault.IssuerNotAllowed + " " + OAuthFault.ResourceTokenMethod + " " + OAuthFault.AddressRefused + " " + OAuthFault.SecurityProfileUnsupported + " "
        + OAuthFault.ClientAuthenticationUnsupported + " " + OAuthFault.ClientSecretExpired + " " + OAuthFault.TokenResponseStatus + " " + OAuthFault.TokenResponseMalformed + " "
        + OAuthFault.TokenResponseAccessToken + " " + OAuthFault.TokenResponseTokenType + " " + OAuthFault.TokenTypeUnsupported + " " + OAuthFault.TokenTypeUnexpected + " "
        + OAuthFault.TokenTypeDowngrade + " " + OAuthFault.DpopAlgorithmUnsupported + " " + OAuthFault.DpopKeyMissing + " " + OAuthFault.TokenResponseExpiresIn + " "
        + OAuthFault.TokenResponseScope + " " + OAuthFault.TokenResponseRefreshToken + " " + OAuthFault.TokenResponseIdToken + " " + OAuthFault.RedirectRefused + " "
        + OAuthFault.RedirectFollowed + " " + OAuthFault.ResponseTooLarge + " " + OAuthFault.ResponseEncoding + " " + OAuthFault.BackchannelTimeout + " "
        + OAuthFault.AcquisitionTimeout + " " + OAuthFault.BrowserUnavailable + " " + OAuthFault.LoopbackUnavailable + " " + OAuthFault.WebFingerStatus + " "
        + OAuthFault.WebFingerMalformed + " " + OAuthFault.LogoutState + " " + OAuthFault.FrontChannelLogout + " " + OAuthFault.BackChannelLogout + " "
        + OAuthFault.ForeignOrigin + " " + OAuthFault.TokenResponseIssuedTokenType + " " + OAuthFault.TokenNotApplicable + " " + OAuthFault.ReauthenticationRequired + " "
        + OAuthFault.EndpointStatus + " " + OAuthFault.EndpointResponseMalformed + " " + OAuthFault.AuthorizationTransactionInvalid + " " + OAuthFault.AuthorizationTransactionUnknown + " "
        + OAuthFault.AuthorizationTransactionExpired + " " + OAuthFault.AuthorizationTransactionUsed + " " + OAuthFault.AuthorizationRequestUnsupported + " " + OAuthFault.RequestObjectRequired + " "
        + OAuthFault.RequestObjectKey + " " + OAuthFault.PushedResponseMember + " " + OAuthFault.PushedRequestExpired + " " + OAuthFault.AuthorizationCallbackMalformed + " "
        + OAuthFault.AuthorizationCallbackChannel + " " + OAuthFault.AuthorizationCallbackUrl + " " + OAuthFault.AuthorizationResponseMode + " " + OAuthFault.AuthorizationResponseIssuer + " "
        + OAuthFault.AuthorizationResponseState + " " + OAuthFault.AuthorizationResponseCode + " " + OAuthFault.AuthorizationResponseToken + " " + OAuthFault.TokenResponseAuthorizationDetails + " "
        + OAuthFault.LoginInitiationMalformed + " " + OAuthFault.LoginInitiationIssuer + " " + OAuthFault.LoginInitiationTarget + " " + OAuthFault.DeviceResponseMember + " "
        + OAuthFault.DeviceVerificationUri + " " + OAuthFault.BackchannelResponseMember + " " + OAuthFault.AuthorizationDenied + " " + OAuthFault.AuthorizationExpired + " "
        + OAuthFault.IntrospectionActive + " " + OAuthFault.IntrospectionMember + " " + OAuthFault.IntrospectionFormat + " " + OAuthFault.UserInfoSubject + " "
        + OAuthFault.UserInfoSubjectMismatch + " " + OAuthFault.RegistrationClientId + " " + OAuthFault.RegistrationSecret + " " + OAuthFault.RegistrationMember + " "
        + OAuthFault.RegistrationAuthMethod + " " + OAuthFault.KeysStatus + " " + OAuthFault.KeysMalformed + " " + OAuthFault.JwtMalformed + " "
        + OAuthFault.JwtAlgorithm + " " + OAuthFault.JwtType + " " + OAuthFault.JwtCritical + " " + OAuthFault.JwtKey + " "
        + OAuthFault.JwtSignature + " " + OAuthFault.JwtIssuer + " " + OAuthFault.JwtAudience + " " + OAuthFault.JwtTime + " "
        + OAuthFault.JwtEncryption + " " + OAuthFault.JwtDecryption + " " + OAuthFault.JwtSubject + " " + OAuthFault.JwtClaim + " "
        + OAuthFault.IdTokenMissing + " " + OAuthFault.IdTokenAuthorizedParty + " " + OAuthFault.IdTokenNonce + " " + OAuthFault.IdTokenAcr + " "
        + OAuthFault.IdTokenAuthTime + " " + OAuthFault.IdTokenHash + " " + OAuthFault.IdTokenChanged + " " + OAuthFault.SenderProofMissing + " "
        + OAuthFault.SenderProofMismatch + " " + OAuthFault.CertificateNotShown + " " + OAuthFault.UserInfoFormat + " " + OAuthFault.LogoutTokenEvent + " "
        + OAuthFault.LogoutTokenSubject + " " + OAuthFault.LogoutTokenNonce + " " + OAuthFault.LogoutTokenReplayed + " " + OAuthFault.DpopProofHeader + " "
        + OAuthFault.DpopProofKey + " " + OAuthFault.DpopProofTarget + " " + OAuthFault.DpopProofNonce + " " + OAuthFault.DpopProofTokenHash + " "
        + OAuthFault.DpopKeyMismatch + " " + OAuthFault.DpopProofReplayed + " "
        + OAuthFault.TenantUnknown + " " + OAuthFault.TenantRegistration + " ";

    public static bool IsKnown(string code)
    {
        for (var i = All.IndexOf(code, StringComparison.Ordinal); i > 0; i = All.IndexOf(code, i + 1, StringComparison.Ordinal))
        {
            if (All[i - 1] == ' ' && All[i + code.Length] == ' ')
            {
                return !code.Contains(' ', StringComparison.Ordinal);
            }
        }

        return false;
    }
}
