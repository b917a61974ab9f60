namespace OAuthKit;

/// <summary>
/// The stable codes of <see cref="OAuthException.Code"/>. The page docs/errors.md explains each.
/// </summary>
public static class OAuthFault
{
    /// <summary>The authorization server refused with an error of its own; see <see cref="OAuthServerException"/>.</summary>
    public const string ServerError = "server_error_response";

    /// <summary>The API wants a scope that the token lacks; see <see cref="InsufficientScopeException"/>.</summary>
    public const string InsufficientScope = "insufficient_scope";

    /// <summary>The API wants the user to have signed in more recently or in another way; see <see cref="StepUpRequiredException"/>.</summary>
    public const string InsufficientUserAuthentication = "insufficient_user_authentication";

    /// <summary>No metadata document could be had: its endpoint answered with a status other than 200.</summary>
    public const string MetadataStatus = "metadata_status";

    /// <summary>The metadata document isn't one JSON object served as <c>application/json</c>.</summary>
    public const string MetadataMalformed = "metadata_malformed";

    /// <summary>The <c>issuer</c> of the metadata document isn't, character by character, the issuer that was configured.</summary>
    public const string MetadataIssuerMismatch = "metadata_issuer_mismatch";

    /// <summary>The metadata document lacks a member that this use needs.</summary>
    public const string MetadataMemberMissing = "metadata_member_missing";

    /// <summary>A member of the metadata document that this use needs has the wrong type or isn't a safe URL.</summary>
    public const string MetadataMemberInvalid = "metadata_member_invalid";

    /// <summary>The metadata document of an API was answered with a status other than 200.</summary>
    public const string ResourceMetadataStatus = "resource_metadata_status";

    /// <summary>The metadata document of an API isn't one JSON object served as <c>application/json</c>.</summary>
    public const string ResourceMetadataMalformed = "resource_metadata_malformed";

    /// <summary>The <c>resource</c> of an API's metadata isn't, character by character, the identifier or URL that they were fetched for.</summary>
    public const string ResourceMetadataMismatch = "resource_metadata_mismatch";

    /// <summary>A member of an API's metadata that this use needs is missing, has the wrong type, or isn't a safe URL.</summary>
    public const string ResourceMetadataMember = "resource_metadata_member";

    /// <summary>No challenge of an API names one safe address of its metadata.</summary>
    public const string ResourceChallenge = "resource_challenge";

    /// <summary>An API names no authorization server that the application allows. None was contacted.</summary>
    public const string IssuerNotAllowed = "issuer_not_allowed";

    /// <summary>An API takes no tokens in the way, or of the kind, in which the client sends them.</summary>
    public const string ResourceTokenMethod = "resource_token_method";

    /// <summary>A URL that came from outside leads to an address that isn't connected to; see <see cref="AddressGuard"/>.</summary>
    public const string AddressRefused = "address_refused";

    /// <summary>The server's metadata doesn't list the client authentication method that was configured. OAuthKit never falls back to another.</summary>
    public const string ClientAuthenticationUnsupported = "client_authentication_unsupported";

    /// <summary>The client secret has ended, by what the registration said of it.</summary>
    public const string ClientSecretExpired = "client_secret_expired";

    /// <summary>An endpoint other than the token endpoint answered with a status that is neither success nor an OAuth error.</summary>
    public const string EndpointStatus = "endpoint_status";

    /// <summary>The answer of an endpoint other than the token endpoint isn't one JSON object served as <c>application/json</c>.</summary>
    public const string EndpointResponseMalformed = "endpoint_response_malformed";

    /// <summary>A required member of the device authorization response is missing, or a member has the wrong type.</summary>
    public const string DeviceResponseMember = "device_response_member";

    /// <summary>The address that the device authorization response sends the user to isn't an https URL.</summary>
    public const string DeviceVerificationUri = "device_verification_uri";

    /// <summary>A required member of the backchannel authentication response is missing, or a member has the wrong type.</summary>
    public const string BackchannelResponseMember = "backchannel_response_member";

    /// <summary>The user, or the server on their behalf, said no while the tokens were waited for.</summary>
    public const string AuthorizationDenied = "authorization_denied";

    /// <summary>No browser could be opened for the user of a native application.</summary>
    public const string BrowserUnavailable = "browser_unavailable";

    /// <summary>A native application couldn't wait for the callback: the port can't be opened, or was closed.</summary>
    public const string LoopbackUnavailable = "loopback_unavailable";

    /// <summary>The host of a user's address has no answer to the question for its issuer.</summary>
    public const string WebFingerStatus = "webfinger_status";

    /// <summary>The host of a user's address gave an answer that doesn't name one safe issuer.</summary>
    public const string WebFingerMalformed = "webfinger_malformed";

    /// <summary>The return from a logout doesn't carry the state that was sent.</summary>
    public const string LogoutState = "logout_state";

    /// <summary>A back-channel logout request isn't a form with one logout token.</summary>
    public const string BackChannelLogout = "back_channel_logout";

    /// <summary>A front-channel logout request lacks what was agreed, or is of another server.</summary>
    public const string FrontChannelLogout = "front_channel_logout";

    /// <summary>The user didn't decide in time while the tokens were waited for.</summary>
    public const string AuthorizationExpired = "authorization_expired";

    /// <summary>A kept authorization transaction was changed, or was protected by another key.</summary>
    public const string AuthorizationTransactionInvalid = "authorization_transaction_invalid";

    /// <summary>No login of this browser waits for an authorization response.</summary>
    public const string AuthorizationTransactionUnknown = "authorization_transaction_unknown";

    /// <summary>The user took longer than the transaction allows.</summary>
    public const string AuthorizationTransactionExpired = "authorization_transaction_expired";

    /// <summary>The transaction of an authorization response was used before.</summary>
    public const string AuthorizationTransactionUsed = "authorization_transaction_used";

    /// <summary>By its metadata the server doesn't support what an authorization request needs. Nobody was sent anywhere.</summary>
    public const string AuthorizationRequestUnsupported = "authorization_request_unsupported";

    /// <summary>The server takes signed authorization requests only.</summary>
    public const string RequestObjectRequired = "request_object_required";

    /// <summary>The server has no key, or more than one, that a request object could be encrypted for.</summary>
    public const string RequestObjectKey = "request_object_key";

    /// <summary>A required member of the response to a pushed authorization request is missing, or a member is of the wrong type.</summary>
    public const string PushedResponseMember = "pushed_response_member";

    /// <summary>The server keeps a pushed authorization request no longer.</summary>
    public const string PushedRequestExpired = "pushed_request_expired";

    /// <summary>An authorization response isn't made of encoded parameters, is too long, or has one twice.</summary>
    public const string AuthorizationCallbackMalformed = "authorization_callback_malformed";

    /// <summary>An authorization response stands in another place than was asked for: query, fragment or form.</summary>
    public const string AuthorizationCallbackChannel = "authorization_callback_channel";

    /// <summary>An authorization response arrived at another URL than the redirect URI of its request.</summary>
    public const string AuthorizationCallbackUrl = "authorization_callback_url";

    /// <summary>An authorization response is plain where a signed one was asked for, or the other way around.</summary>
    public const string AuthorizationResponseMode = "authorization_response_mode";

    /// <summary>An authorization response is that of another server, or doesn't say of which it is.</summary>
    public const string AuthorizationResponseIssuer = "authorization_response_issuer";

    /// <summary>The state of an authorization response is missing, or isn't that of its request.</summary>
    public const string AuthorizationResponseState = "authorization_response_state";

    /// <summary>An authorization response has neither code nor error, has both, or lacks what was asked for.</summary>
    public const string AuthorizationResponseCode = "authorization_response_code";

    /// <summary>An authorization response brings a token or code that wasn't asked for.</summary>
    public const string AuthorizationResponseToken = "authorization_response_token";

    /// <summary>The authorization details of a token response aren't a list of objects with a type.</summary>
    public const string TokenResponseAuthorizationDetails = "token_response_authorization_details";

    /// <summary>A request to begin a login has no issuer, has a parameter twice, or can't be read.</summary>
    public const string LoginInitiationMalformed = "login_initiation_malformed";

    /// <summary>A request to begin a login names an authorization server that isn't known here.</summary>
    public const string LoginInitiationIssuer = "login_initiation_issuer";

    /// <summary>A request to begin a login wants to go on to an address that isn't allowed.</summary>
    public const string LoginInitiationTarget = "login_initiation_target";

    /// <summary>The token endpoint answered with a status that is neither success nor an OAuth error.</summary>
    public const string TokenResponseStatus = "token_response_status";

    /// <summary>The token response isn't one JSON object served as <c>application/json</c>.</summary>
    public const string TokenResponseMalformed = "token_response_malformed";

    /// <summary>The token response has no <c>access_token</c>, or one that can't be sent in a header.</summary>
    public const string TokenResponseAccessToken = "token_response_access_token";

    /// <summary>The token response has no <c>token_type</c>.</summary>
    public const string TokenResponseTokenType = "token_response_token_type";

    /// <summary>The <c>token_type</c> of the token response is one that OAuthKit can't use.</summary>
    public const string TokenTypeUnsupported = "token_type_unsupported";

    /// <summary>The token is of a type that wasn't asked for, such as <c>DPoP</c> without a proof.</summary>
    public const string TokenTypeUnexpected = "token_type_unexpected";

    /// <summary>The token is bound to no key, although that was asked for by DPoP.</summary>
    public const string TokenTypeDowngrade = "token_type_downgrade";

    /// <summary>The authorization server doesn't take proofs of the algorithm of the DPoP key.</summary>
    public const string DpopAlgorithmUnsupported = "dpop_algorithm_unsupported";

    /// <summary>The key that tokens are bound to isn't at hand.</summary>
    public const string DpopKeyMissing = "dpop_key_missing";

    /// <summary>The <c>expires_in</c> of the token response isn't a number of seconds, or is negative.</summary>
    public const string TokenResponseExpiresIn = "token_response_expires_in";

    /// <summary>The <c>scope</c> of the token response isn't a string.</summary>
    public const string TokenResponseScope = "token_response_scope";

    /// <summary>The <c>refresh_token</c> of the token response isn't a non-empty string of printable characters.</summary>
    public const string TokenResponseRefreshToken = "token_response_refresh_token";

    /// <summary>The <c>id_token</c> of the token response isn't a non-empty string.</summary>
    public const string TokenResponseIdToken = "token_response_id_token";

    /// <summary>The response to a token exchange has no <c>issued_token_type</c>.</summary>
    public const string TokenResponseIssuedTokenType = "token_response_issued_token_type";

    /// <summary>A token that an exchange issued as <c>N_A</c> was about to be sent to an API.</summary>
    public const string TokenNotApplicable = "token_not_applicable";

    /// <summary>Tokens can't be renewed any more without a new login; see <see cref="ReauthenticationRequiredException"/>.</summary>
    public const string ReauthenticationRequired = "reauthentication_required";

    /// <summary>The authorization server answered with a redirect, which the back channel never follows.</summary>
    public const string RedirectRefused = "redirect_refused";

    /// <summary>A message handler below OAuthKit followed a redirect, so that the answer isn't from the endpoint that was asked.</summary>
    public const string RedirectFollowed = "redirect_followed";

    /// <summary>An answer is larger than the limit for its kind.</summary>
    public const string ResponseTooLarge = "response_too_large";

    /// <summary>An answer is compressed in a way that OAuthKit doesn't know, or its compression is damaged.</summary>
    public const string ResponseEncoding = "response_encoding";

    /// <summary>The whole exchange with the authorization server took longer than <see cref="BackchannelOptions.Timeout"/>.</summary>
    public const string BackchannelTimeout = "backchannel_timeout";

    /// <summary>The supplier of a token took longer than <see cref="TokenManagerOptions.AcquisitionTimeout"/>.</summary>
    public const string AcquisitionTimeout = "acquisition_timeout";

    /// <summary>A request under a token policy was about to go to another origin than the API's. It wasn't sent.</summary>
    public const string ForeignOrigin = "foreign_origin";

    /// <summary>The <c>active</c> of an introspection response isn't a boolean.</summary>
    public const string IntrospectionActive = "introspection_active";

    /// <summary>A member of an introspection response is of the wrong type.</summary>
    public const string IntrospectionMember = "introspection_member";

    /// <summary>A JWT was asked for, and the introspection response isn't one, or has no <c>token_introspection</c>.</summary>
    public const string IntrospectionFormat = "introspection_format";

    /// <summary>The UserInfo response has no <c>sub</c>.</summary>
    public const string UserInfoSubject = "user_info_subject";

    /// <summary>The UserInfo response is about another subject than the one that was expected. None of its claims may be used.</summary>
    public const string UserInfoSubjectMismatch = "user_info_subject_mismatch";

    /// <summary>A registration response has no <c>client_id</c>, or that of another client.</summary>
    public const string RegistrationClientId = "registration_client_id";

    /// <summary>A registration response has a <c>client_secret</c> without saying when it ends.</summary>
    public const string RegistrationSecret = "registration_secret";

    /// <summary>A member of a registration response is of the wrong type, or isn't a safe URL.</summary>
    public const string RegistrationMember = "registration_member";

    /// <summary>The server registered the client for another authentication method than the one that is to be used.</summary>
    public const string RegistrationAuthMethod = "registration_auth_method";

    /// <summary>The keys of the authorization server can't be had: their address answered with a status other than 200.</summary>
    public const string KeysStatus = "keys_status";

    /// <summary>What stands at the address of the server's keys isn't a set of keys.</summary>
    public const string KeysMalformed = "keys_malformed";

    /// <summary>A JWT isn't three segments of strict base64url with a JSON object in each of the first two.</summary>
    public const string JwtMalformed = "jwt_malformed";

    /// <summary>A JWT is signed by another algorithm than the one that was registered.</summary>
    public const string JwtAlgorithm = "jwt_algorithm";

    /// <summary>A JWT is of another type than the one that this use demands.</summary>
    public const string JwtType = "jwt_type";

    /// <summary>A JWT has a critical header parameter, none of which OAuthKit knows.</summary>
    public const string JwtCritical = "jwt_critical";

    /// <summary>No key of the server, or more than one, fits a JWT.</summary>
    public const string JwtKey = "jwt_key";

    /// <summary>The signature of a JWT is wrong.</summary>
    public const string JwtSignature = "jwt_signature";

    /// <summary>The <c>iss</c> of a JWT isn't, character by character, the issuer.</summary>
    public const string JwtIssuer = "jwt_issuer";

    /// <summary>The <c>aud</c> of a JWT isn't this client.</summary>
    public const string JwtAudience = "jwt_audience";

    /// <summary>A time claim of a JWT is missing, of the wrong type, or doesn't allow its use now.</summary>
    public const string JwtTime = "jwt_time";

    /// <summary>A JWT that has to be encrypted isn't, or is by other algorithms than those that were registered.</summary>
    public const string JwtEncryption = "jwt_encryption";

    /// <summary>An encrypted JWT can't be decrypted.</summary>
    public const string JwtDecryption = "jwt_decryption";

    /// <summary>The <c>sub</c> of a JWT is missing, empty, or longer than 255 ASCII characters.</summary>
    public const string JwtSubject = "jwt_subject";

    /// <summary>A claim of a JWT that this use needs is missing, or of the wrong type.</summary>
    public const string JwtClaim = "jwt_claim";

    /// <summary>An access token is bound to a certificate or key, and the request proves none.</summary>
    public const string SenderProofMissing = "sender_proof_missing";

    /// <summary>An access token is bound to another certificate or key than the request proves.</summary>
    public const string SenderProofMismatch = "sender_proof_mismatch";

    /// <summary>A certificate-bound token was about to be sent over connections that don't show its certificate.</summary>
    public const string CertificateNotShown = "certificate_not_shown";

    /// <summary>The token response has no ID token, although OpenID Connect was asked for.</summary>
    public const string IdTokenMissing = "id_token_missing";

    /// <summary>The <c>azp</c> of an ID token isn't this client, or is missing where <c>aud</c> names others.</summary>
    public const string IdTokenAuthorizedParty = "id_token_authorized_party";

    /// <summary>The <c>nonce</c> of an ID token isn't that of the authentication request.</summary>
    public const string IdTokenNonce = "id_token_nonce";

    /// <summary>The user didn't sign in by any of the ways (<c>acr</c>) that were asked for.</summary>
    public const string IdTokenAcr = "id_token_acr";

    /// <summary>The user signed in longer ago than <c>max_age</c> allows, or the ID token doesn't say when.</summary>
    public const string IdTokenAuthTime = "id_token_auth_time";

    /// <summary>The <c>at_hash</c>, <c>c_hash</c> or <c>s_hash</c> of an ID token isn't that of what came with it.</summary>
    public const string IdTokenHash = "id_token_hash";

    /// <summary>An ID token is about another user or authentication than the one that it follows.</summary>
    public const string IdTokenChanged = "id_token_changed";

    /// <summary>The UserInfo response is plain JSON where a JWT is registered, or a JWT where none is.</summary>
    public const string UserInfoFormat = "user_info_format";

    /// <summary>A logout token doesn't hold the event of back-channel logout.</summary>
    public const string LogoutTokenEvent = "logout_token_event";

    /// <summary>A logout token names neither a subject nor a session.</summary>
    public const string LogoutTokenSubject = "logout_token_subject";

    /// <summary>A logout token has a <c>nonce</c>, so it is an ID token in its place.</summary>
    public const string LogoutTokenNonce = "logout_token_nonce";

    /// <summary>A logout token was taken before.</summary>
    public const string LogoutTokenReplayed = "logout_token_replayed";

    /// <summary>By its metadata the server doesn't offer what the security profile of the client demands.</summary>
    public const string SecurityProfileUnsupported = "security_profile_unsupported";

    /// <summary>A request has no DPoP header, or several.</summary>
    public const string DpopProofHeader = "dpop_proof_header";

    /// <summary>The <c>jwk</c> of a DPoP proof isn't a public key for its algorithm.</summary>
    public const string DpopProofKey = "dpop_proof_key";

    /// <summary>A DPoP proof was made for another method or URL than those of the request.</summary>
    public const string DpopProofTarget = "dpop_proof_target";

    /// <summary>The nonce of a DPoP proof is missing, or isn't one that was given out and is still good.</summary>
    public const string DpopProofNonce = "dpop_proof_nonce";

    /// <summary>The <c>ath</c> of a DPoP proof isn't the hash of the access token that came with it.</summary>
    public const string DpopProofTokenHash = "dpop_proof_token_hash";

    /// <summary>A DPoP proof was made by another key than the bound one.</summary>
    public const string DpopKeyMismatch = "dpop_key_mismatch";

    /// <summary>A DPoP proof was taken before.</summary>
    public const string DpopProofReplayed = "dpop_proof_replayed";

    /// <summary>A call is made for a tenant that isn't known.</summary>
    public const string TenantUnknown = "tenant_unknown";

    /// <summary>The registration of a client for a tenant, which was found at run time, is faulty.</summary>
    public const string TenantRegistration = "tenant_registration";
}
