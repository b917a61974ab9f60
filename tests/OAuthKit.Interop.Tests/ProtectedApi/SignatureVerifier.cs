using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit.Interop.Tests;

/// <summary>Verifies JWT access tokens (RFC 9068) with the keys that the server publishes.</summary>
internal sealed class SignatureVerifier : AccessTokenVerifier
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _parameters;

    private SignatureVerifier(TokenValidationParameters parameters)
    {
        _parameters = parameters;
    }

    public static async Task<SignatureVerifier> LoadAsync(InteropServer server, ProtectedResource resource)
    {
        string address = (await server.GetMetadataAsync()).GetProperty("jwks_uri").GetString()!;
        return new SignatureVerifier(new TokenValidationParameters
        {
            ValidIssuer = server.Issuer,
            ValidAudience = resource.Identifier,
            ValidTypes = ["at+jwt"],
            IssuerSigningKeys = new JsonWebKeySet(await server.Http.GetStringAsync(address)).GetSigningKeys(),
            LifetimeValidator = (_, expires, _, _) => expires > server.Clock.GetUtcNow().UtcDateTime,
        });
    }

    public override async Task<VerifiedToken?> VerifyAsync(string token)
    {
        TokenValidationResult result = await _handler.ValidateTokenAsync(token, _parameters);
        return result.IsValid
            ? new VerifiedToken((string)result.Claims["client_id"], ((string)result.Claims["scope"]).Split(' '))
            : null;
    }
}
