using CsCheck;

namespace OAuthKit;

public sealed class JwtPropertyTests
{
    private const string Type = "application/token-introspection+jwt";

    private static readonly TestKey _key = TestKey.Create("ES256");
    private static readonly TestKey _other = TestKey.Create("RS256", "k2");
    private static readonly byte[] _shared = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];

    private static readonly string _header = $$"""{"alg":"ES256","kid":"{{_key.KeyId}}","typ":"token-introspection+jwt","x":{"y":["z"]} }""";
    private static readonly string _jweHeader = """{"alg":"dir","enc":"A128GCM","cty":"JWT","x":{"y":["z"]}}""";
    private static readonly string _claims = $$"""{"iss":"{{The.Issuer}}","aud":"{{The.ClientId}}","iat":1767225600,"exp":1767229200,"nbf":1767225600,"jti":"j","sub":"e","token_introspection":{"active":true,"sub":"s","scope":"a b","aud":["x"],"exp":1767229200} }""";

    private readonly AnsweringServer _server = new();

    private static string Jwt { get; } = _key.Sign(_claims, header: _header);

    /// <summary>JWTs whose header or claims were changed before they were signed, or which were changed afterwards.</summary>
    private static Gen<string> Signed => Gen.Frequency(
        (2, Malformed.Json(_header).Select(header => _key.Sign(_claims, header: header))),
        (3, Malformed.Json(_claims).Select(claims => _key.Sign(claims, header: _header))),
        (3, Changed(Jwt)));

    [Fact]
    public async Task Whatever_stands_at_the_address_of_the_keys_verifies_a_JWT_or_is_a_typed_error()
    {
        var keys = TestKey.Set(_other.Jwk(), _key.Jwk(",\"use\":\"sig\",\"alg\":\"ES256\",\"key_ops\":[\"verify\"],\"x5c\":[\"AA==\"]"));
        _server.Answer("/introspect", new Answer(Jwt) { Types = [Type] }.ToResponse);

        await Property.HoldsAsync(
            Malformed.Answers(new Answer(keys), new Answer(keys) { Types = ["application/jwk-set+json"] }),
            async answer =>
            {
                _server.Answer("/jwks", answer.ToResponse);
                AssertActive(await IntrospectAsync(new JwtIntrospectionOptions { SigningAlgorithm = "ES256" }));
            },
            Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_is_answered_in_place_of_a_signed_introspection_is_a_verified_state_or_a_typed_error()
    {
        var options = new JwtIntrospectionOptions { SigningAlgorithm = "ES256" };
        var good = new Answer(Jwt) { Types = [Type] };
        var answers = Gen.Frequency((5, Signed.Select(text => new Answer(text) { Types = [Type] })), (1, Malformed.Bodies(good)));

        await Property.HoldsAsync(answers, answer => ReadAsync(answer, options), Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_is_answered_in_place_of_an_encrypted_introspection_is_a_verified_state_or_a_typed_error()
    {
        using var key = DecryptionKey.FromSharedKey(_shared);
        var options = new JwtIntrospectionOptions { SigningAlgorithm = "ES256", DecryptionKeys = [key], EncryptionAlgorithm = "dir", ContentEncryption = "A128GCM" };
        var good = DirectJwe.Encrypt(_shared, _jweHeader, Jwt);
        var texts = Gen.Frequency(
            (3, Malformed.Json(_jweHeader).Select(header => DirectJwe.Encrypt(_shared, header, Jwt))),
            (2, Signed.Select(jwt => DirectJwe.Encrypt(_shared, _jweHeader, jwt))),
            (2, Changed(good)));
        var answers = Gen.Frequency((6, texts.Select(text => new Answer(text) { Types = [Type] })), (1, Malformed.Bodies(new Answer(good) { Types = [Type] })));

        await Property.HoldsAsync(answers, answer => ReadAsync(answer, options), Endings.IsTyped);
    }

    /// <summary>Texts in which something was changed, also a whole segment.</summary>
    private static Gen<string> Changed(string text) => Gen.Frequency(
        (3, Malformed.Bytes(text).Select(bytes => System.Text.Encoding.UTF8.GetString(bytes))),
        (1, Gen.Select(Gen.Int[0, 7], Gen.Int[0, 4], (kind, segment) => ChangeSegment(text, kind, segment))));

    private static string ChangeSegment(string text, int kind, int segment)
    {
        var parts = text.Split('.');
        segment %= parts.Length;
        parts[segment] = kind switch
        {
            0 => "",
            1 => parts[segment] + "=",
            2 => parts[segment] + "A",
            3 => parts[(segment + 1) % parts.Length],
            4 => parts[segment].ToLowerInvariant(),
            5 => parts[segment] + "." + parts[segment],
            6 => " " + parts[segment],
            _ => new string('A', 300_000),
        };
        return string.Join('.', parts);
    }

    private static void AssertActive(Introspection state)
    {
        Assert.True(state.IsActive);
        Assert.Equal("s", state.Subject);
    }

    private async Task ReadAsync(Answer answer, JwtIntrospectionOptions options)
    {
        _server.Answer("/jwks", () => StubHandler.Json(TestKey.Set(_key.Jwk())));
        _server.Answer("/introspect", answer.ToResponse);
        var state = await IntrospectAsync(options);
        Assert.False(!state.IsActive && (state.Scope ?? state.Subject) is not null);
        Assert.DoesNotContain(null, state.Audience);
    }

    private async Task<Introspection> IntrospectAsync(JwtIntrospectionOptions options)
    {
        using var server = AuthorizationServer.FromEndpoints(AnsweringServer.Endpoints, The.Issuer, _server.Options);
        using var client = _server.Client(server: server);
        _server.Clock.Reset();
        try
        {
            return await client.IntrospectAsync(AccessToken.Parse(The.Token(1)), options, TestContext.Current.CancellationToken);
        }
        finally
        {
            // The answer, and the keys, which are asked for three times at most.
            Assert.InRange(_server.Requests, 1, 4);
            Assert.Null(_server.Logs.Seen);
        }
    }
}
