namespace OAuthKit;

/// <summary>The library that verifies signatures refuses these as well; here it is seen that they never reach it.</summary>
public sealed class EcSignatureTests
{
    [Theory]
    [InlineData("P-256", 32)]
    [InlineData("P-384", 48)]
    [InlineData("P-521", 66)]
    public void R122_R_and_S_stand_in_their_full_length(string curve, int length)
    {
        byte[] signature = [.. Enumerable.Repeat((byte)1, 2 * length)];

        Assert.True(EcSignature.HasForm(signature, curve));
        Assert.False(EcSignature.HasForm(signature.AsSpan(1), curve));
        Assert.False(EcSignature.HasForm([0, .. signature], curve));
        Assert.False(EcSignature.HasForm(signature.AsSpan(2), curve));
        Assert.False(EcSignature.HasForm([], curve));
    }

    [Theory]
    [InlineData("P-256", 32)]
    [InlineData("P-384", 48)]
    [InlineData("P-521", 66)]
    public void R122_Neither_R_nor_S_is_zero(string curve, int length)
    {
        byte[] zero = new byte[length];
        byte[] one = [.. new byte[length - 1], 1];

        Assert.True(EcSignature.HasForm([.. one, .. one], curve));
        Assert.False(EcSignature.HasForm([.. zero, .. one], curve));
        Assert.False(EcSignature.HasForm([.. one, .. zero], curve));
        Assert.False(EcSignature.HasForm([.. zero, .. zero], curve));
    }

    [Fact]
    public void R122_A_signature_in_DER_is_none()
    {
        using var key = TestKey.Create("ES256");

        Assert.False(EcSignature.HasForm(key.SignInDer([1]), "P-256"));
        Assert.True(EcSignature.HasForm(key.SignBytes([1]), "P-256"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("secp256k1")]
    [InlineData("Ed25519")]
    public void R121_R122_Another_curve_has_no_form(string? curve) => Assert.False(EcSignature.HasForm([.. Enumerable.Repeat((byte)1, 64)], curve));
}
