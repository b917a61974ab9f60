using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace OAuthKit;

public sealed class KeptTransactionPropertyTests
{
    private static readonly byte[] _key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly string?[] _texts = [null, "x", " ", "é😀", "\u202e\0\r\n", "\"\\/", "https://evil.example/?a=b#c", The.Canary];

    private static Gen<string?> Text { get; } = Gen.Frequency((2, Gen.OneOf(_texts)), (1, Gen.String[Gen.Char[' ', '~'], 1, 30].Select(text => (string?)text)));

    private static Gen<AuthorizationTransaction> Good { get; } = Gen.Select(
        Gen.Select(Text, Text, Text, Text, Text),
        Gen.Select(Text, Text, Text, Text),
        Gen.OneOf(ResponseTypes.Code, ResponseTypes.CodeIdToken, ResponseTypes.IdToken),
        Gen.OneOf<string?>(null, ResponseModes.Query, ResponseModes.Fragment, ResponseModes.FormPost, ResponseModes.Jwt, ResponseModes.FormPostJwt),
        Text.Where(text => text is not null).Array[0, 3],
        Gen.Long[-1, 922337203685],
        Gen.Long[0, 253402300799],
        Gen.Int[0, 15],
        (names, more, type, mode, list, age, time, flags) => new AuthorizationTransaction
        {
            Issuer = names.Item1,
            AuthorizationEndpoint = names.Item2,
            ClientId = names.Item3 ?? "c",
            RedirectUri = names.Item4 ?? "r",
            State = names.Item5 ?? "s",
            Nonce = more.Item1,
            Scope = more.Item2,
            ReturnUrl = more.Item3,
            DpopKey = more.Item4,
            ResponseType = type,
            ResponseMode = mode,
            Resource = [.. list.Select(item => item!)],
            AcrValues = [.. list.Select(item => item + "0")],
            MaxAge = age < 0 ? null : TimeSpan.FromSeconds(age),
            CodeVerifier = (flags & 1) == 0 ? null : CodeVerifier.Parse(The.Verifier),
            RequiresIssuer = (flags & 2) == 0,
            RequiresCallbackUrl = (flags & 4) == 0,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(time),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((flags & 8) == 0 ? time : time / 2),
        });

    private static string Full { get; } = new AuthorizationTransaction
    {
        Issuer = The.Issuer,
        AuthorizationEndpoint = $"{The.Issuer}/authorize",
        ClientId = The.ClientId,
        RedirectUri = "https://rp.example/cb",
        ResponseType = ResponseTypes.Code,
        ResponseMode = ResponseModes.FormPost,
        State = "state-" + The.Canary,
        Nonce = "nonce-" + The.Canary,
        CodeVerifier = CodeVerifier.Parse(The.Verifier),
        Scope = "openid",
        Resource = ["https://api.example.com"],
        AcrValues = ["loa2"],
        MaxAge = TimeSpan.FromHours(1),
        RequiresIssuer = true,
        RequiresCallbackUrl = true,
        ReturnUrl = "/orders",
        DpopKey = "k",
        CreatedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ExpiresAt = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero),
    }.ToJson();

    [Fact]
    public Task Every_transaction_comes_back_as_it_was_kept_or_is_refused_once_it_was_changed()
    {
        var samples = Gen.Select(Good, ByteEdit.Some, Gen.Int[0, 2]);

        return Property.HoldsAsync(
            samples,
            sample =>
            {
                var (transaction, edit, kind) = sample;
                AssertSame(transaction, AuthorizationTransaction.FromJson(transaction.ToJson()));
                var kept = transaction.ToProtected(Protect);
                var changed = kind switch
                {
                    0 => kept,
                    1 => TestKey.Text(edit.Apply(StrictBase64Url.Decode(kept)!)),
                    _ => Encoding.UTF8.GetString(edit.Apply(Encoding.UTF8.GetBytes(kept))),
                };

                var read = AuthorizationTransaction.FromProtected(changed, Unprotect);

                Assert.Equal(kept, changed);
                AssertSame(transaction, read);
            },
            (_, e) => e is OAuthException { Code: OAuthFault.AuthorizationTransactionInvalid });
    }

    [Fact]
    public Task Whatever_text_is_given_as_a_kept_transaction_is_one_or_a_format_error() =>
        Property.HoldsAsync(Malformed.Json(Full), text => AssertSound(AuthorizationTransaction.FromJson(text)), Endings.IsFormat);

    [Fact]
    public Task Whatever_bytes_come_out_of_the_protection_are_a_transaction_or_a_typed_error() =>
        Property.HoldsAsync(
            Gen.Frequency((3, Malformed.JsonBytes(Full)), (1, Malformed.Bytes(Full))),
            bytes => AssertSound(AuthorizationTransaction.FromProtected("AA", _ => [.. bytes])),
            (_, e) => e is OAuthException { Code: OAuthFault.AuthorizationTransactionInvalid });

    private static void AssertSound(AuthorizationTransaction transaction)
    {
        Assert.NotEmpty(transaction.ClientId);
        Assert.NotEmpty(transaction.RedirectUri);
        Assert.NotEmpty(transaction.State);
        Assert.True(ResponseTypes.IsKnown(transaction.ResponseType));
        Assert.DoesNotContain(null, transaction.Resource);
        Assert.DoesNotContain(null, transaction.AcrValues);
        Assert.False(CanaryWatch.Holds($"{transaction}"));
        Assert.NotNull(AuthorizationCookie.For(transaction).Name);
        AssertSame(transaction, AuthorizationTransaction.FromJson(transaction.ToJson()));
    }

    private static void AssertSame(AuthorizationTransaction expected, AuthorizationTransaction actual)
    {
        Assert.Equal(expected.ToJson(), actual.ToJson());
        Assert.Equal(
            (expected.Issuer, expected.AuthorizationEndpoint, expected.ClientId, expected.RedirectUri, expected.ResponseType, expected.ResponseMode, expected.State, expected.Nonce),
            (actual.Issuer, actual.AuthorizationEndpoint, actual.ClientId, actual.RedirectUri, actual.ResponseType, actual.ResponseMode, actual.State, actual.Nonce));
        Assert.Equal(
            (expected.CodeVerifier?.Reveal(), expected.Scope, expected.MaxAge, expected.RequiresIssuer, expected.RequiresCallbackUrl, expected.ReturnUrl, expected.DpopKey),
            (actual.CodeVerifier?.Reveal(), actual.Scope, actual.MaxAge, actual.RequiresIssuer, actual.RequiresCallbackUrl, actual.ReturnUrl, actual.DpopKey));
        Assert.Equal((expected.CreatedAt, expected.ExpiresAt), (actual.CreatedAt, actual.ExpiresAt));
        Assert.Equal(expected.Resource, actual.Resource);
        Assert.Equal(expected.AcrValues, actual.AcrValues);
    }

    private static byte[] Protect(byte[] plain)
    {
        var nonce = SHA256.HashData(plain)[..12];
        var (content, tag) = (new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(_key, tag.Length);
        aes.Encrypt(nonce, plain, content, tag);
        return [.. nonce, .. tag, .. content];
    }

    private static byte[] Unprotect(byte[] data)
    {
        var plain = new byte[data.Length - 28];
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(data.AsSpan(0, 12), data.AsSpan(28), data.AsSpan(12, 16), plain);
        return plain;
    }
}
