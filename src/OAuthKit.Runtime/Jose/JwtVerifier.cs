using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit;

/// <summary>
/// Verifies what others signed: the form by <see cref="JwtPreCheck"/>, the key by <see cref="ServerKeys"/>, the signature by
/// the library. This is the only type that refers to it, so that a program which verifies nothing doesn't carry it.
/// </summary>
internal static class JwtVerifier
{
    private static readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = CompactText.MaxLength };

    // The library's own factory keeps what it made of keys for the life of the process.
    private static readonly CryptoProviderFactory _cryptography = new() { CacheSignatureProviders = false };

    /// <summary>The claims of a JWT that a server signed. Which claims it must have is for the caller to say.</summary>
    public static async Task<JsonDocument> VerifyAsync(string text, JwtRules rules, ServerKeys keys, CancellationToken cancellationToken)
    {
        var jwt = JwtPreCheck.Check(text, rules);
        try
        {
            if (VerificationAlgorithms.IsHmac(rules.Algorithm))
            {
                VerifyHmac(jwt, rules);
                return jwt.Claims;
            }

            var key = await keys.FindAsync(rules.Algorithm, jwt.KeyId, cancellationToken).ConfigureAwait(false)
                ?? throw new OAuthException(OAuthFault.JwtKey, $"Among the keys of the authorization server there isn't exactly one that fits the {rules.Subject} by key identifier and algorithm ({rules.Algorithm}).");
            await VerifyAsync(jwt, rules, key).ConfigureAwait(false);
            if (rules.BindsKeyToIssuer && !TenantIssuer.IsKeyOf(key, jwt.Claims.RootElement))
            {
                throw new OAuthException(OAuthFault.JwtKey, $"The {rules.Subject} is signed by a key that the authorization server publishes for another tenant.");
            }

            return jwt.Claims;
        }
        catch
        {
            jwt.Dispose();
            throw;
        }
    }

    /// <summary>That the signature is that of a key, which the caller has found fit.</summary>
    public static Task VerifyAsync(CheckedJwt jwt, JwtRules rules, ServerKey key)
    {
        if (key.KeyType != JoseNames.Okp)
        {
            return VerifySignatureAsync(jwt, rules, key);
        }

        VerifyByPackage(jwt, rules, key);
        return Task.CompletedTask;
    }

    // Never a key of the server: who knows that could make the MAC (RFC 8725 section 2.1).
    private static void VerifyHmac(CheckedJwt jwt, JwtRules rules)
    {
        var secret = rules.Secret ?? throw new InvalidOperationException($"{rules.Algorithm} is configured for the {rules.Subject}, and the client has no secret that could be its key.");
        if (!HmacVerifier.Verify(secret, rules.Algorithm, jwt.SigningInput, jwt.Signature))
        {
            throw WrongSignature(rules);
        }
    }

    private static void VerifyByPackage(CheckedJwt jwt, JwtRules rules, ServerKey key)
    {
        if (!rules.Verifier!.Verify(key.First, jwt.SigningInput, jwt.Signature))
        {
            throw WrongSignature(rules);
        }
    }

    private static async Task VerifySignatureAsync(CheckedJwt jwt, JwtRules rules, ServerKey key)
    {
        // RFC 7518 section 3.4.
        if (key.KeyType == JoseNames.Ec && !EcSignature.HasForm(jwt.Signature, key.Curve))
        {
            throw WrongSignature(rules);
        }

        using var native = Import(key);
        var parameters = new TokenValidationParameters
        {
            // One key, chosen by us, and one algorithm.
            IssuerSigningKey = Wrap(native, jwt.KeyId),
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = [rules.Algorithm],
            CryptoProviderFactory = _cryptography,
            RequireSignedTokens = true,
            // Each caller checks the claims of its own specification, with the clock of the client.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
        };
        var result = await _handler.ValidateTokenAsync(jwt.Text, parameters).ConfigureAwait(false);
        if (!result.IsValid)
        {
            // The library's exception may quote the token, so it doesn't travel.
            if (result.Exception is not SecurityTokenInvalidSignatureException)
            {
                throw new OAuthException(OAuthFault.JwtMalformed, $"The {rules.Subject} isn't a signed JWT that can be read (RFC 7519 section 7.2).");
            }

            throw WrongSignature(rules);
        }
    }

    private static OAuthException WrongSignature(JwtRules rules) =>
        new(OAuthFault.JwtSignature, $"The signature of the {rules.Subject} is wrong (RFC 7515 section 5.2). It was not made by {rules.Signer}, or was changed on its way.");

    private static AsymmetricAlgorithm Import(ServerKey key) => key.KeyType == JoseNames.Rsa
        ? RSA.Create(new RSAParameters { Modulus = key.First, Exponent = key.Second })
        : ECDsa.Create(new ECParameters { Curve = CurveOf(key), Q = new ECPoint { X = key.First, Y = key.Second } });

    private static SecurityKey Wrap(AsymmetricAlgorithm native, string? keyId) => native is RSA rsa
        ? new RsaSecurityKey(rsa) { KeyId = keyId }
        : new ECDsaSecurityKey((ECDsa)native) { KeyId = keyId };

    private static ECCurve CurveOf(ServerKey key) => key.Curve switch
    {
        JoseNames.P256 => ECCurve.NamedCurves.nistP256,
        JoseNames.P384 => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };
}
