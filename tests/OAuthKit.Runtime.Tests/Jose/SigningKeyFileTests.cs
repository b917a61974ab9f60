using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class SigningKeyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly LogCapture _logs = new();
    private int _writes;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_that_is_exchanged_is_taken_up()
    {
        var old = Write();
        var file = Open();
        Assert.Equal(old, file.Thumbprint);

        var next = Write();
        Assert.Equal(old, file.Thumbprint);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(next, file.Thumbprint);
        Assert.Equal(2, _logs.Messages.Count(message => message.Text.StartsWith("Loaded", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_has_not_changed_is_not_read_again()
    {
        Write();
        var file = Open();
        var key = file.Current;

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Same(key, file.Current);
    }

    [Fact]
    public void A_link_that_is_turned_to_another_file_is_followed()
    {
        var (old, next) = (Write("old"), Write("next"));
        File.CreateSymbolicLink(_folder.PathOf("key"), _folder.PathOf("old"));
        var file = Open();
        Assert.Equal(old, file.Thumbprint);

        File.Delete(_folder.PathOf("key"));
        File.CreateSymbolicLink(_folder.PathOf("key"), _folder.PathOf("next"));
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(next, file.Thumbprint);
    }

    [Fact]
    public void What_cannot_be_read_leaves_the_key_of_before_in_use()
    {
        var old = Write();
        var file = Open();
        Assert.Equal(old, file.Thumbprint);

        _folder.Write("key", $"-----BEGIN {The.Canary}");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(old, file.Thumbprint);
        Assert.Contains(_logs.Messages, message => message.Text.Contains("stays in use", StringComparison.Ordinal));
        File.Delete(_folder.PathOf("key"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(old, file.Thumbprint);

        var next = Write();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(next, file.Thumbprint);
    }

    [Fact]
    public void A_file_that_was_never_right_says_so()
    {
        var missing = Assert.Throws<InvalidOperationException>(() => Open().Algorithm);
        Assert.Contains(_folder.PathOf("key"), missing.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(missing.InnerException);

        _folder.Write("key", "-----BEGIN NOTHING");
        Assert.IsAssignableFrom<ArgumentException>(Assert.Throws<InvalidOperationException>(() => Open().Algorithm).InnerException);
    }

    [Fact]
    public void Its_text_is_its_place_without_reading_it() =>
        Assert.Equal("key in /nowhere/key.pem", $"{new SigningKeyFile("/nowhere/key.pem")}");

    [Fact]
    public async Task It_signs_with_the_key_that_is_in_the_file_now()
    {
        var writer = new JwsWriter(Open(), null);
        foreach (var _ in (int[])[1, 2])
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var key = new SigningKey(ecdsa);
            Write(ecdsa, "key");
            _clock.Advance(TimeSpan.FromSeconds(1));

            using var draft = writer.Begin();

            Assert.True(new DecodedJwt(await draft.SignAsync(TestContext.Current.CancellationToken)).IsSignedBy(key.ExportPublicJwk()));
        }
    }

    private SigningKeyFile Open() => new(_folder.PathOf("key")) { TimeProvider = _clock, LoggerFactory = _logs };

    private string Write(string name = "key")
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(ecdsa, name);
        using var key = new SigningKey(ecdsa);
        return key.Thumbprint;
    }

    private void Write(ECDsa key, string name)
    {
        var path = _folder.Write(name, key.ExportPkcs8PrivateKeyPem());
        // Two writes within the tick of a file system's clock look alike.
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1).AddSeconds(++_writes));
    }
}
