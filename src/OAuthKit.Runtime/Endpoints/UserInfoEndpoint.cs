using System.Text.Json;

namespace OAuthKit;

/// <summary>The UserInfo endpoint's answer (OpenID Connect Core section 5.3.2): its media type says how it is to be read, and what is registered says which it has to be.</summary>
internal static class UserInfoEndpoint
{
    /// <summary>What to ask for.</summary>
    public static string AcceptOf(JwtResponseOptions? options) => options is null ? Wire.Json : JoseNames.JwtMediaType;

    public static async Task<UserInfo> ReadAsync(BackchannelResponse response, string? expectedSubject, OAuthClient client, CancellationToken cancellationToken)
    {
        // Section 5.3.3: refusals as RFC 6750 section 3 has them.
        BearerRefusal.ThrowIfRefused(response, Endpoint.UserInfo);
        using var document = client.UserInfoResponses is { } options
            ? await UserInfoJwt.OpenAsync(response, options, client, cancellationToken).ConfigureAwait(false)
            : ReadObject(response);
        return Read(document.RootElement, expectedSubject);
    }

    private static JsonDocument ReadObject(BackchannelResponse response) => !response.Is(JoseNames.JwtMediaType)
        ? EndpointResponse.ReadObject(response, Endpoint.UserInfo)
        : throw new OAuthException(OAuthFault.UserInfoFormat, $"The UserInfo response is a JWT, and OAuthClient.UserInfoResponses doesn't say how it is signed (OpenID Connect Core section 5.3.2). Configure what the client is registered for.");

    private static UserInfo Read(JsonElement root, string? expectedSubject)
    {
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
