using System.Text;

namespace OAuthKit;

/// <summary>Whether a client has what the algorithm that it is configured for needs, told when it is made: later, a code would be spent already.</summary>
internal static class RegisteredAlgorithm
{
    public static T Check<T>(T options, ClientAuthentication authentication)
        where T : JwtResponseOptions?
    {
        if (options is null)
        {
            return options;
        }

        if (VerificationAlgorithms.IsOfPackage(options.SigningAlgorithm) && !IsKnown(options))
        {
            throw new ArgumentException($"{options.SigningAlgorithm} is configured for what the authorization server signs, and no verifier knows it. Give JwtResponseOptions.Verifier; that of the package OAuthKit.EdDsa is Ed25519Verifier.Instance.", nameof(options));
        }

        if (VerificationAlgorithms.IsHmac(options.SigningAlgorithm))
        {
            CheckSecret(options.SigningAlgorithm, authentication);
        }

        if (options.DecryptionKeys.Count > 0 && !HasKeyFor(options))
        {
            throw new ArgumentException($"None of the DecryptionKeys is one for {options.EncryptionAlgorithm}. Set EncryptionAlgorithm to the one that the client is registered for, and give a key of its kind.", nameof(options));
        }

        return options;
    }

    private static bool HasKeyFor(JwtResponseOptions options)
    {
        foreach (var key in options.DecryptionKeys)
        {
            if (key.Fits(options.EncryptionAlgorithm))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKnown(JwtResponseOptions options)
    {
        foreach (var algorithm in options.Verifier?.Algorithms ?? [])
        {
            if (algorithm == options.SigningAlgorithm)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckSecret(string algorithm, ClientAuthentication authentication)
    {
        // OpenID Connect Core section 10.1: the secret is the key, and a public client has none.
        var secret = authentication.SharedSecret
            ?? throw new ArgumentException($"{algorithm} is configured for what the authorization server signs, and the client has no secret that could be its key (OpenID Connect Core section 10.1). Configure the algorithm of an asymmetric key.", nameof(authentication));
        // RFC 7518 section 3.2: as long as the hash, at least.
        var (length, least) = (Encoding.UTF8.GetByteCount(secret.Reveal()), HmacVerifier.LeastKeyLength(algorithm));
        if (length < least)
        {
            throw new ArgumentException($"The client secret is {length} bytes long; {algorithm} needs {least} at least (RFC 7518 section 3.2). Have a longer one issued, or register the client for the algorithm of an asymmetric key.", nameof(authentication));
        }
    }
}
