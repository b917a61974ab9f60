using CsCheck;

namespace OAuthKit;

public sealed class KeyFilePropertyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static Gen<KeyFile> Files => Gen.Frequency(
        (2, Malformed.JsonBytes(KeyFile.EcJwk, TestKey.Set(KeyFile.EcJwk))),
        (1, Malformed.Bytes(KeyFile.Ec.ExportPkcs8PrivateKeyPem())))
        .Select(bytes => new KeyFile(bytes));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Whatever_is_in_a_file_is_a_key_or_an_argument_error() =>
        Property.HoldsAsync(
            Files,
            file =>
            {
                using var key = SigningKey.FromFile(_folder.Overwrite("once", file.Content));
                file.AssertSound(key);
            },
            KeyFile.IsDocumented);

    [Fact]
    public Task Whatever_is_in_the_file_of_a_key_in_use_is_a_key_or_an_error_of_operation() =>
        Property.HoldsAsync(
            Files,
            file => file.AssertSound(new SigningKeyFile(_folder.Overwrite("used", file.Content))),
            static (_, e) => e.GetType() == typeof(InvalidOperationException));
}
