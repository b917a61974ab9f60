namespace OAuthKit;

/// <summary>The UserInfo endpoint's answer in JSON (OpenID Connect Core section 5.3.2).</summary>
internal static class UserInfoEndpoint
{
    public static UserInfo Read(BackchannelResponse response, string? expectedSubject)
    {
        // Section 5.3.3: refusals as RFC 6750 section 3 has them.
        BearerRefusal.ThrowIfRefused(response, Endpoint.UserInfo);
        using var document = EndpointResponse.ReadObject(response, Endpoint.UserInfo);
        var root = document.RootElement;
        // Section 5.3.2: REQUIRED.
        if (StrictJson.StringOrNull(root, JoseNames.Sub) is not { Length: > 0 } subject)
        {
            throw new OAuthException(OAuthFault.UserInfoSubject, "The UserInfo response has no \"sub\" (OpenID Connect Core section 5.3.2), so nobody knows whose claims these are.");
        }

        // Section 5.3.2: exactly that of the ID token, or nothing of the answer may be used.
        if (expectedSubject is not null && subject != expectedSubject)
        {
            throw new OAuthException(OAuthFault.UserInfoSubjectMismatch, "The \"sub\" of the UserInfo response isn't the expected one (OpenID Connect Core section 5.3.2): the claims are about somebody else, and are discarded.");
        }

        return new UserInfo(subject, root.Clone());
    }
}
