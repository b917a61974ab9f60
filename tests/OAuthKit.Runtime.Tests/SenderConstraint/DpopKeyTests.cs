using System.Text.Json;

namespace OAuthKit;

public sealed class DpopKeyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_thumbprint_is_that_of_RFC_9449_section_6_1()
    {
        var jwk = Vectors.Find("jose.json", "thumbprint", "dpop-jkt");

        var key = DpopKey.From(new RemoteSigner(Keys.Ec, "ES256"), jwk.GetProperty("jwk").GetRawText());

        Assert.Equal(jwk.Text("expected"), key.Thumbprint);
        Assert.Equal("""{"crv":"P-256","kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"}""", key.PublicJwk);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    [InlineData("PS256")]
    [InlineData("RS256")]
    public void S138_A_key_is_made_for_an_algorithm(string algorithm)
    {
        using var key = DpopKey.Create(algorithm);

        Assert.Equal(algorithm, key.Algorithm);
        Assert.Equal(43, key.Thumbprint.Length);
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("none")]
    [InlineData("EdDSA")]
    public void S142_No_key_is_made_for_an_algorithm_that_is_symmetric_or_of_a_package(string algorithm)
    {
        Assert.Throws<ArgumentException>(() => DpopKey.Create(algorithm));
        Assert.Throws<ArgumentException>(() => new DpopOptions { Algorithm = algorithm });
    }

    [Fact]
    public void A_key_comes_from_a_file()
    {
        using var folder = new TempFolder();
        using var made = SigningKey.Generate();
        var path = folder.Write("dpop.json", made.TryExportPrivateJwk()!);

        using var key = DpopKey.FromFile(path);

        Assert.Equal(made.Thumbprint, key.Thumbprint);
    }

    [Fact]
    public void R225_A_private_key_is_refused_where_the_public_one_is_wanted()
    {
        using var made = SigningKey.Generate();

        var e = Assert.Throws<ArgumentException>(() => DpopKey.From(new RemoteSigner(made), made.TryExportPrivateJwk()!));

        Assert.Contains("private", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""")]
    [InlineData("""{"kty":"oct"}""")]
    [InlineData("{}")]
    public void What_is_no_public_key_is_refused(string jwk) =>
        Assert.Throws<ArgumentException>(() => DpopKey.From(new RemoteSigner(Keys.Ec, "ES256"), jwk));

    [Fact]
    public void A_public_key_that_does_not_fit_the_algorithm_is_refused() =>
        Assert.Throws<ArgumentException>(() => DpopKey.From(new RemoteSigner(Keys.Ec, "ES384"), Keys.Ec.ExportPublicJwk()));

    [Fact]
    public void R225_A_symmetric_algorithm_is_refused() =>
        Assert.Throws<ArgumentException>(() => DpopKey.From(new RemoteSigner(Keys.Ec, "HS256"), Keys.Ec.ExportPublicJwk()));

    [Fact]
    public void A_public_key_that_is_not_the_signers_is_refused()
    {
        using var other = SigningKey.Generate();

        Assert.Throws<ArgumentException>(() => DpopKey.From((JwsSigner)Keys.Ec, other.ExportPublicJwk()));
    }

    [Fact]
    public void A_file_whose_key_can_change_is_refused() =>
        Assert.Throws<ArgumentException>(() => DpopKey.From(new SigningKeyFile("/keys/dpop.pem"), Keys.Ec.ExportPublicJwk()));

    [Fact]
    public async Task A_key_that_is_given_is_not_disposed()
    {
        using var key = SigningKey.Generate();
        DpopKey.From(key).Dispose();

        Assert.NotEmpty((await key.SignAsync(new byte[1], Stop)).ToArray());
    }

    [Fact]
    public void R242_A_key_shows_nothing_private()
    {
        using var key = DpopKey.Create();

        Assert.Equal(["crv", "kty", "x", "y"], JsonElement.Parse(key.PublicJwk).EnumerateObject().Select(member => member.Name));
        Assert.Equal($"DPoP key {key.Thumbprint} (ES256)", key.ToString());
        Assert.DoesNotContain(typeof(DpopKey).GetMethods(), method => method.Name.Contains("Private", StringComparison.Ordinal) || method.Name.Contains("Export", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES512")]
    [InlineData("PS384")]
    public void A_key_is_read_again_from_what_is_kept_under_protection(string algorithm)
    {
        using var key = SigningKey.Generate(algorithm);

        using var again = SigningKey.FromJwk(key.TryExportPrivateJwk()!);

        Assert.Equal((key.Thumbprint, algorithm), (again.Thumbprint, again.Algorithm));
    }

    [Fact]
    public void R242_Two_clients_have_different_keys_unless_one_is_configured()
    {
        using var key = DpopKey.Create();
        using var one = Create(new DpopOptions());
        using var two = Create(new DpopOptions());
        using var three = Create(new DpopOptions { Key = key });
        using var four = Create(new DpopOptions { Key = key });

        Assert.NotEqual(one.Prover!.Key.Thumbprint, two.Prover!.Key.Thumbprint);
        Assert.Equal(three.Prover!.Key.Thumbprint, four.Prover!.Key.Thumbprint);
        Assert.Equal("ES256", one.Prover.Key.Algorithm);

        static OAuthClient Create(DpopOptions options) => new(The.Issuer, The.Basic) { Dpop = options };
    }

    private static class Keys
    {
        public static SigningKey Ec { get; } = SigningKey.Generate();
    }
}
