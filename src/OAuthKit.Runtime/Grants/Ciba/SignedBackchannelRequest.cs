namespace OAuthKit;

/// <summary>A backchannel authentication request as a signed JWT (CIBA section 7.1.1).</summary>
internal static class SignedBackchannelRequest
{
    /// <summary>Puts all parameters into a JWT, which alone is sent beside the client authentication.</summary>
    public static async ValueTask<FormParameters> CreateAsync(FormParameters parameters, JwsSigner signer, OAuthClient client, CancellationToken cancellationToken)
    {
        var issuer = client.Server.Issuer
            ?? throw new InvalidOperationException("A signed backchannel authentication request names the issuer of the server as its audience: give the issuer (CIBA section 7.1.1).");
        using var jwt = new JwsWriter(signer, type: null).Begin();
        if (!JwsAlgorithms.IsAsymmetric(jwt.Algorithm))
        {
            throw new InvalidOperationException($"A backchannel authentication request is signed with a private key, and {jwt.Algorithm} isn't an algorithm of those (CIBA section 7.1.1).");
        }

        client.Rules?.CheckSignature(jwt.Algorithm, "a backchannel authentication request");
        // aud, iss, nbf, exp, iat and jti, all REQUIRED.
        RequestClaims.WriteEnvelope(jwt.Claims, issuer, client);
        RequestClaims.WriteParameters(jwt.Claims, parameters);
        return new FormParameters { { Wire.Request, await jwt.SignAsync(cancellationToken).ConfigureAwait(false) } };
    }
}
