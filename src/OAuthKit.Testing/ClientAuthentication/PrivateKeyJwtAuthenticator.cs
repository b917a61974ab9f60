namespace OAuthKit.Testing;

internal sealed class PrivateKeyJwtAuthenticator : AssertionAuthenticator
{
    public override string Method => AuthenticationMethods.PrivateKeyJwt;

    protected override bool IsMine(SignatureAlgorithm? algorithm) => algorithm?.IsSymmetric != true;

    protected override bool IsSigned(SignedJwt jwt, TestClient client) => jwt.IsSignedBy(client.Jwks);
}
