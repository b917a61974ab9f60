using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>What a key file holds, and how it is to be read.</summary>
internal sealed record KeyFile(byte[] Content, SigningKeyOptions Options)
{
    public static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public static readonly RSA Rsa = RSA.Create(2048);

    // An RSA key needs its algorithm said.
    public static readonly SigningKeyOptions OfRsa = new() { Algorithm = "PS256" };

    private static readonly string _secret = TestKey.Text(Ec.ExportParameters(true).D!);

    public KeyFile(byte[] content)
        : this(content, new())
    {
    }

    public static string EcJwk { get; } = Jwk(Ec.ExportParameters(true));

    public static string RsaJwk { get; } = Jwk(Rsa.ExportParameters(true));

    /// <summary>By an argument error that doesn't repeat the key.</summary>
    public static bool IsDocumented(KeyFile file, Exception e) => Endings.IsArgument(file, e) && !e.Message.Contains(_secret[..12], StringComparison.Ordinal);

    public void Read()
    {
        // Keys are wiped once they are read.
        using var key = KeyContent.Read([.. Content], Options);
        AssertSound(key);
        Assert.DoesNotContain("\"d\"", key.ExportPublicJwk(), StringComparison.Ordinal);
    }

    public void AssertSound(JwsSigner signer)
    {
        Assert.StartsWith(Options.Algorithm ?? "ES", signer.Algorithm, StringComparison.Ordinal);
        Assert.NotEmpty(signer.Thumbprint!);
    }

    public override string ToString() => $"{System.Text.Encoding.UTF8.GetString(Content)}\n{Convert.ToBase64String(Content)}";

    private static string Jwk(ECParameters key) =>
        $$"""{"kty":"EC","crv":"P-256","x":"{{TestKey.Text(key.Q.X!)}}","y":"{{TestKey.Text(key.Q.Y!)}}","d":"{{TestKey.Text(key.D!)}}","use":"sig","alg":"ES256","kid":"k1","key_ops":["sign"]}""";

    private static string Jwk(RSAParameters key) =>
        $$"""{"kty":"RSA","n":"{{TestKey.Text(key.Modulus!)}}","e":"{{TestKey.Text(key.Exponent!)}}","d":"{{TestKey.Text(key.D!)}}","p":"{{TestKey.Text(key.P!)}}","q":"{{TestKey.Text(key.Q!)}}","dp":"{{TestKey.Text(key.DP!)}}","dq":"{{TestKey.Text(key.DQ!)}}","qi":"{{TestKey.Text(key.InverseQ!)}}","use":"sig","kid":"k2"}""";
}
