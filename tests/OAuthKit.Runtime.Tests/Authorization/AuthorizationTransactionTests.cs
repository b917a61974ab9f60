using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

public sealed class AuthorizationTransactionTests : IDisposable
{
    private static readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    // The private key that tokens are to be bound to is in the transaction.
    private readonly AuthorizationRig _rig = new() { Dpop = new DpopOptions() };

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R054_S162_All_that_a_response_is_checked_by_is_kept()
    {
        _rig.Metadata["authorization_response_iss_parameter_supported"] = "true";
        var transaction = await _rig.BeginAsync(Everything);

        var kept = AuthorizationTransaction.FromJson(transaction.ToJson());

        Assert.Equal(The.Issuer, kept.Issuer);
        Assert.Equal(The.ClientId, kept.ClientId);
        Assert.Equal(Everything.RedirectUri, kept.RedirectUri);
        Assert.Equal(ResponseTypes.CodeIdToken, kept.ResponseType);
        Assert.Equal(ResponseModes.FormPostJwt, kept.ResponseMode);
        Assert.Equal(transaction.State, kept.State);
        Assert.Equal(transaction.Nonce, kept.Nonce);
        Assert.Equal(transaction.CodeVerifier, kept.CodeVerifier);
        Assert.Equal(Everything.Scope, kept.Scope);
        Assert.Equal(Everything.Resource, kept.Resource);
        Assert.Equal(["urn:mace:incommon:iap:silver", "2"], kept.AcrValues);
        Assert.Equal(TimeSpan.FromHours(1), kept.MaxAge);
        Assert.Equal("/orders?page=2", kept.ReturnUrl);
        Assert.StartsWith("k:{", kept.DpopKey, StringComparison.Ordinal);
        Assert.True(kept.RequiresIssuer);
        Assert.True(kept.RequiresCallbackUrl);
        Assert.Equal(_rig.Server.Clock.GetUtcNow(), kept.CreatedAt);
        Assert.Equal(kept.CreatedAt.AddMinutes(15), kept.ExpiresAt);
        // Nothing was forgotten.
        Assert.All(typeof(AuthorizationTransaction).GetProperties().Where(property => property.Name != nameof(AuthorizationTransaction.Expected)), property => Assert.Equal(JsonSerializer.Serialize(property.GetValue(transaction)), JsonSerializer.Serialize(property.GetValue(kept))));
    }

    [Fact]
    public async Task A_bare_transaction_is_kept_too()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback });

        var kept = AuthorizationTransaction.FromJson(transaction.ToJson());

        Assert.Equal(transaction.ToJson(), kept.ToJson());
        Assert.Null(kept.Nonce);
        Assert.Empty(kept.Resource);
        await _rig.CompleteAsync(kept, AuthorizationRig.Answer(kept));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"v\":1}")]
    [InlineData("{\"v\":2,\"issuer\":\"c4narY\"}")]
    [InlineData("{\"v\":1,\"client_id\":7}")]
    public void What_is_no_transaction_is_refused_without_repeating_it(string json)
    {
        var e = Assert.Throws<FormatException>(() => AuthorizationTransaction.FromJson(json));

        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    [Fact]
    public async Task Every_member_that_is_required_is_looked_for()
    {
        var json = (await _rig.BeginAsync(Everything)).ToJson();
        foreach (var member in (string[])["v", "client_id", "redirect_uri", "response_type", "state", "created", "expires"])
        {
            Assert.Throws<FormatException>(() => AuthorizationTransaction.FromJson(json.Replace($"\"{member}\":", $"\"_{member}\":", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task R056_A_response_type_that_is_not_offered_is_none_of_a_transaction()
    {
        var json = (await _rig.BeginAsync()).ToJson();

        Assert.Throws<FormatException>(() => AuthorizationTransaction.FromJson(json.Replace("\"code\"", "\"token\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task R055_A_transaction_with_everything_set_fits_into_a_cookie()
    {
        _rig.Metadata["authorization_response_iss_parameter_supported"] = "true";
        var transaction = await _rig.BeginAsync(Everything);

        var text = transaction.ToProtected(Protect);

        Assert.Matches("^[A-Za-z0-9_-]+$", text);
        Assert.InRange($"{AuthorizationCookie.For(transaction).Name}={text}; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=900".Length, 1, 4095);
        Assert.Equal(transaction.ToJson(), AuthorizationTransaction.FromProtected(text, Unprotect).ToJson());
    }

    [Fact]
    public async Task R055_What_no_cookie_holds_is_refused_and_not_lost()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = new string('x', 3000) });

        var e = Assert.Throws<InvalidOperationException>(() => transaction.ToProtected(Protect));

        Assert.Contains(nameof(AuthorizationTransactionStore), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R055_A_changed_cookie_is_a_typed_fault_whatever_was_changed()
    {
        var text = (await _rig.BeginAsync()).ToProtected(Protect);
        for (var i = 0; i < text.Length; i += 7)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            AssertInvalid(changed);
        }

        AssertInvalid("");
        AssertInvalid(text[..^1]);
        AssertInvalid(text + "A");
        AssertInvalid(text + "==");
        AssertInvalid(text + "\n");
        AssertInvalid("ä");
        AssertInvalid(new string('A', 5000));
        AssertInvalid((await _rig.BeginAsync()).ToProtected(plain => plain));
    }

    [Fact]
    public void R055_What_was_protected_and_is_no_transaction_is_the_same_fault() =>
        AssertInvalid(TestKey.Text(Protect("{\"v\":9}"u8.ToArray())));

    [Fact]
    public async Task R055_R079_A_protected_transaction_is_used_once_and_ends_with_its_time()
    {
        var transaction = await _rig.BeginAsync();
        var text = transaction.ToProtected(Protect);
        var callback = AuthorizationRig.Answer(transaction);
        await _rig.CompleteAsync(AuthorizationTransaction.FromProtected(text, Unprotect), callback);

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, AuthorizationTransaction.FromProtected(text, Unprotect), callback);
        _rig.Server.Clock.Advance(TimeSpan.FromMinutes(15));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionExpired, AuthorizationTransaction.FromProtected(text, Unprotect), callback);
    }

    [Fact]
    public async Task R055_The_cookie_is_of_this_host_and_https_and_out_of_reach_of_scripts()
    {
        var transaction = await _rig.BeginAsync();
        var other = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, ResponseMode = ResponseModes.FormPost });

        var cookie = AuthorizationCookie.For(transaction);

        Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9_.-]+$", cookie.Name);
        Assert.DoesNotContain(transaction.State, cookie.Name, StringComparison.Ordinal);
        Assert.Equal("/", cookie.Path);
        Assert.True(cookie.Secure && cookie.HttpOnly);
        Assert.Equal("Lax", cookie.SameSite);
        Assert.Equal("None", AuthorizationCookie.For(other).SameSite);
        Assert.Equal(TimeSpan.FromMinutes(15), cookie.MaxAge);
        Assert.Equal(cookie.Name, AuthorizationCookie.NameFor(AuthorizationRig.Answer(transaction)));
        Assert.NotEqual(cookie.Name, AuthorizationCookie.For(other).Name);
        Assert.Null(AuthorizationCookie.NameFor(AuthorizationCallback.FromQuery("code=x")));
    }

    private static AuthorizationRequest Everything => new()
    {
        RedirectUri = "https://app.example.com/signin/callback/login-example-com?tenant=7f9c3d1e-5b0a-4b52-9d8e-2f6a1c0b7e44",
        Scope = "openid profile email address phone offline_access orders.read orders.write stock.read stock.write invoices.read invoices.write",
        ResponseType = ResponseTypes.CodeIdToken,
        ResponseMode = ResponseModes.FormPostJwt,
        Resource = ["https://orders.api.example.com/v1", "https://stock.api.example.com/v1", "https://invoices.api.example.com/v1"],
        AcrValues = ["urn:mace:incommon:iap:silver", "2"],
        MaxAge = TimeSpan.FromHours(1),
        RequireCallbackUrl = true,
        ReturnUrl = "/orders?page=2",
        // None of these is needed again.
        LoginHint = "jane@example.com",
        IdTokenHint = EncodedIdToken.Parse(new string('x', 2000)),
        Claims = """{"userinfo":{"email":null}}""",
        AuthorizationDetails = [new("payment") { Locations = ["https://bank.example"] }],
    };

    private static byte[] Protect(byte[] plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(12);
        var (cipher, tag) = (new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(nonce, plain, cipher, tag);
        return [.. nonce, .. tag, .. cipher];
    }

    private static byte[] Unprotect(byte[] data)
    {
        // Too short a text is an ArgumentException, as in many a protector.
        ArgumentOutOfRangeException.ThrowIfLessThan(data.Length, 28);
        var plain = new byte[data.Length - 28];
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(data.AsSpan(0, 12), data.AsSpan(28), data.AsSpan(12, 16), plain);
        return plain;
    }

    private static void AssertInvalid(string text)
    {
        var e = Assert.Throws<OAuthException>(() => AuthorizationTransaction.FromProtected(text, Unprotect));

        Assert.Equal(OAuthFault.AuthorizationTransactionInvalid, e.Code);
        Assert.False(CanaryWatch.Holds(e.ToString()));
    }
}
