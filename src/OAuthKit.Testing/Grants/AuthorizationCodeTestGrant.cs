using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit.Testing;

/// <summary>RFC 6749 section 4.1.3, with PKCE (RFC 7636).</summary>
internal sealed class AuthorizationCodeTestGrant : TestGrant
{
    public override string GrantType => GrantTypes.AuthorizationCode;

    protected internal override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private static TestResponse Respond(TestTokenRequest request)
    {
        if (request.Form[ParameterNames.Code] is not { Length: > 0 } text)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no code.");
        }

        if (request.Server.Issuance.Codes.Find(text) is not { } issued || issued.Code.ClientId != request.Client.ClientId)
        {
            return Refuse("The code is unknown, or another client's.");
        }

        if (request.Server.TimeProvider.GetUtcNow() >= issued.ExpiresAt)
        {
            return Refuse("The code has expired.");
        }

        // RFC 6749 section 4.1.3: the redirect URI of the authorization request, character by character.
        if (issued.Code.RedirectUri is { } redirectUri && request.Form[ParameterNames.RedirectUri] != redirectUri)
        {
            return Refuse("The redirect_uri isn't that of the authorization request.");
        }

        // RFC 7636 section 4.6; RFC 9700 section 2.1.1: a verifier without a challenge is a downgrade.
        if (Challenge(request.Form[ParameterNames.CodeVerifier]) != issued.Code.CodeChallenge)
        {
            return Refuse("The code_verifier doesn't fit the code_challenge.");
        }

        // RFC 9449 section 10: the key that the authorization request named.
        if (issued.Code.DpopThumbprint is { } key && request.Request.DpopThumbprint != key)
        {
            return Refuse("The code is bound to another key than the one of the proof.");
        }

        // RFC 6749 section 4.1.2: a code works once; a second use ends what the first one led to.
        if (!issued.TryUse())
        {
            issued.Grant.Family.Revoke(request.Server.Tokens);
            return Refuse("The code was used before.");
        }

        return UserTokens.Respond(request, issued.Grant);
    }

    private static string? Challenge(string? verifier) => verifier is null ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));

    private static TestResponse Refuse(string description) => TestResponse.Error(ErrorCodes.InvalidGrant, description);
}
