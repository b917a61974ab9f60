namespace OAuthKit.Testing;

internal sealed class ClientSecretJwtAuthenticator : AssertionAuthenticator
{
    public override string Method => AuthenticationMethods.ClientSecretJwt;

    protected override bool IsMine(SignatureAlgorithm? algorithm) => algorithm?.IsSymmetric == true;

    protected override bool IsSigned(SignedJwt jwt, TestClient client) => jwt.IsSignedWith(client.Secret);
}
