using System.Text;
using System.Text.Json;
using CsCheck;

namespace OAuthKit;

public sealed class JwePropertyTests : IDisposable
{
    private readonly Vector[] _vectors = [.. Vectors.Read("jwe.json").GetProperty("jwe").EnumerateArray().Select(vector => new Vector(vector))];

    public void Dispose()
    {
        foreach (var vector in _vectors)
        {
            vector.Key.Dispose();
        }
    }

    [Fact]
    public Task Whatever_is_decrypted_is_what_was_encrypted_or_a_typed_error()
    {
        // RSA and the longer curves take many times longer than the rest.
        var vector = Gen.Frequency((1, Gen.OneOf(Where(isSlow: true))), (14, Gen.OneOf(Where(isSlow: false))));
        var samples = Gen.Select(
            vector,
            Gen.Int[0, 12],
            JsonEdit.Some,
            ByteEdit.Some.Array[1, 3],
            Gen.Int[0, 4],
            (item, kind, json, bytes, segment) => new Sample(item, item.Change(kind, json, bytes, segment)));

        // Some of the samples are the vectors as they are.
        return Property.HoldsAsync(
            samples,
            sample =>
            {
                Assert.Equal(sample.Vector.Plain, JweDecrypter.Decrypt(sample.Text, sample.Vector.Rules));
                Assert.Equal(sample.Vector.Text, sample.Text);
                return Task.CompletedTask;
            },
            count: 12_000);
    }

    private Vector[] Where(bool isSlow) => [.. _vectors.Where(vector => vector.IsSlow == isSlow)];

    private sealed record Sample(Vector Vector, string Text)
    {
        public override string ToString() => $"{Vector.Rules.Algorithm} {Vector.Rules.Content.Name}\n{Text}";
    }

    private sealed class Vector
    {
        private readonly string _header;

        public Vector(JsonElement vector)
        {
            Text = vector.Text("jwe");
            Plain = vector.Text("plaintext");
            Key = DecryptionKey.FromJwk(vector.GetProperty("key").GetRawText());
            Rules = new JweRules("token", vector.Text("alg"), ContentEncryption.Find(vector.Text("enc"))!, [Key]);
            IsSlow = vector.Text("id").EndsWith(" P-384", StringComparison.Ordinal) || vector.Text("id").EndsWith(" P-521", StringComparison.Ordinal) || Key is RsaDecryptionKey;
            _header = Encoding.UTF8.GetString(StrictBase64Url.Decode(Text.AsSpan(0, Text.IndexOf('.', StringComparison.Ordinal)))!);
        }

        public string Text { get; }

        public string Plain { get; }

        public bool IsSlow { get; }

        public DecryptionKey Key { get; }

        public JweRules Rules { get; }

        public string Change(int kind, JsonEdit json, ByteEdit[] bytes, int segment)
        {
            if (kind == 0)
            {
                return Text;
            }

            if (kind < 4)
            {
                return Encoding.UTF8.GetString(Apply(bytes, Encoding.UTF8.GetBytes(Text)));
            }

            var parts = Text.Split('.');
            if (kind < 8)
            {
                var header = JsonDraft.Parse(_header);
                json.Apply(header);
                parts[0] = TestKey.Text(Encoding.UTF8.GetBytes(header.ToString()));
            }
            else
            {
                parts[segment] = TestKey.Text(Apply(bytes, StrictBase64Url.Decode(parts[segment])!));
            }

            return string.Join('.', parts);
        }

        private static byte[] Apply(ByteEdit[] edits, byte[] text) => edits.Aggregate(text, (current, edit) => edit.Apply(current));
    }
}
