namespace OAuthKit;

public sealed class AssertionAlgorithmTests
{
    private static readonly SigningKey _key = SigningKey.Generate();

    private readonly FakeServer _server = new();

    [Fact]
    public async Task R031_An_algorithm_outside_the_list_is_not_used()
    {
        using var rsa = Pki.Key("RS256");
        Assert.Contains("RS256", Assert.Throws<ArgumentException>(() => new PrivateKeyJwt(The.ClientId, rsa) { AllowedAlgorithms = JwsAlgorithms.Fapi2 }).Message, StringComparison.Ordinal);

        using var folder = new TempFolder();
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var file = new SigningKeyFile(folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()), new SigningKeyOptions { Algorithm = "RS256" });
        await Assert.ThrowsAsync<InvalidOperationException>(() => _server.SendAsync(new PrivateKeyJwt(The.ClientId, file) { AllowedAlgorithms = JwsAlgorithms.Fapi2 }));
        Assert.Equal(0, _server.TokenRequests);

        foreach (var algorithm in (string[])["PS256", "ES256"])
        {
            using var allowed = Pki.Key(algorithm);
            var jwt = (await _server.SendAsync(new PrivateKeyJwt(The.ClientId, allowed) { AllowedAlgorithms = JwsAlgorithms.Fapi2 })).ClientAssertion;
            Assert.Equal(algorithm, jwt.Header.GetProperty("alg").GetString());
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("hs512")]
    public async Task R031_A_private_key_never_signs_with_a_symmetric_algorithm_or_none(string algorithm)
    {
        Assert.Throws<ArgumentException>(() => new PrivateKeyJwt(The.ClientId, new RemoteSigner(_key, algorithm)));
        var file = new SigningKeyFile(typeof(The).Assembly.Location, _ => new RemoteSigner(_key, algorithm));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _server.SendAsync(new PrivateKeyJwt(The.ClientId, file)));

        Assert.Equal(0, _server.TokenRequests);
    }

    [Theory]
    [InlineData("HS256", 32)]
    [InlineData("HS384", 48)]
    [InlineData("HS512", 64)]
    public async Task R034_The_secret_is_the_key_and_is_as_long_as_the_hash(string algorithm, int length)
    {
        var secret = "ü" + new string('s', length - 2);

        var jwt = (await _server.SendAsync(new ClientSecretJwt(The.ClientId, ClientSecret.Parse(secret), algorithm))).ClientAssertion;

        Assert.Equal(algorithm, jwt.Header.GetProperty("alg").GetString());
        Assert.True(jwt.IsSignedBySecret(secret));
        var e = Assert.Throws<ArgumentException>(() => new ClientSecretJwt(The.ClientId, ClientSecret.Parse(The.Canary + new string('s', length - 1 - The.Canary.Length)), algorithm));
        Assert.Contains($"{length}", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ClientAuthentication.ClientSecretJwt(The.ClientId, "0123456789"));
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("none")]
    [InlineData("hs256")]
    public void R031_A_secret_signs_with_HS_only(string algorithm) =>
        Assert.Throws<ArgumentException>(() => new ClientSecretJwt(The.ClientId, ClientSecret.Parse(new string('s', 64)), algorithm));
}
