using System.Text;
using CsCheck;

namespace OAuthKit;

public sealed class PemPropertyTests
{
    private static readonly string[] _ec = [KeyFile.Ec.ExportPkcs8PrivateKeyPem(), KeyFile.Ec.ExportECPrivateKeyPem(), $"{KeyFile.Ec.ExportSubjectPublicKeyInfoPem()}\n{KeyFile.Ec.ExportPkcs8PrivateKeyPem()}\n"];
    private static readonly string[] _rsa = [KeyFile.Rsa.ExportPkcs8PrivateKeyPem(), KeyFile.Rsa.ExportRSAPrivateKeyPem()];

    [Fact]
    public Task Whatever_is_in_a_PEM_file_is_a_key_or_an_argument_error()
    {
        var samples = Gen.Frequency(
            (5, Malformed.Bytes(_ec).Select(bytes => new KeyFile(bytes))),
            (1, Malformed.Bytes(_rsa).Select(bytes => new KeyFile(bytes, KeyFile.OfRsa))));
        return Property.HoldsAsync(samples, file => file.Read(), KeyFile.IsDocumented);
    }

    [Fact]
    public Task Whatever_PEM_is_given_for_decryption_is_a_key_or_an_argument_error() =>
        Property.HoldsAsync(
            Malformed.Bytes(_ec[..2]).Select(bytes => Encoding.UTF8.GetString(bytes)),
            pem => DecryptionKey.FromEcPem(pem).Dispose(),
            Endings.IsArgument);
}
