using System.Text;
using System.Text.Json;
using CsCheck;

namespace OAuthKit;

public sealed class AuthorizationCallbackPropertyTests : IDisposable
{
    private const string Code = "code-" + The.Canary;

    private static readonly SignedSamples _signed = new(
        HmacJwt.Sign,
        [
            new("alg", "\"HS256\"", "\"none\"", IsRequired: true),
            new("typ", "\"JWT\"", "\"at+jwt\""),
        ],
        [
            new("iss", $"\"{The.Issuer}\"", "\"https://evil.example\"", IsRequired: true),
            new("aud", $"\"{The.ClientId}\"", $"[\"{The.ClientId}\",\"other\"]", IsRequired: true),
            new("exp", "1767225900", "1767225540", IsRequired: true),
            new("nbf", "1767225600", "1767225661"),
            new("iat", "1767225600"),
            new("jti", "\"j\""),
            new("code", $"\"{Code}\"", "\"\"", IsRequired: true),
            new("state", $"\"{CallbackSample.State}\"", "\"other\"", IsRequired: true),
        ])
    {
        Forbidden = ["\"access_token\":\"x\"", "\"id_token\":\"x\"", "\"refresh_token\":\"x\"", "\"error\":\"access_denied\"", "\"error\":1"],
    };

    private static readonly string _good = $"code={Code}&state={CallbackSample.State}&iss={Uri.EscapeDataString(The.Issuer)}&x=%C3%BC+&session_state=1";

    private readonly BackchannelOptions _options = new() { Handler = new StubHandler(_ => throw new InvalidOperationException("Something was asked for.")), TimeProvider = new HurriedClock() };
    private readonly AuthorizationServer _server;

    public AuthorizationCallbackPropertyTests() => _server = new AuthorizationServer(The.Issuer, _options);

    public void Dispose() => _server.Dispose();

    [Fact]
    public Task A_response_is_taken_as_it_was_sent_or_refused_for_what_was_changed() =>
        Property.HoldsAsync(CallbackSample.Some, async sample =>
        {
            AuthorizationResponse response;
            try
            {
                response = await ValidateAsync(sample.Transaction, sample.Callback());
            }
            catch (OAuthException e) when (sample.IsGood)
            {
                Assert.Fail($"A good one was refused: {e}");
                throw;
            }

            Assert.True(sample.IsGood, "What must be refused was taken.");
            Assert.Equal(sample.Code, response.Code!.Reveal());
        });

    [Fact]
    public Task Whatever_arrives_is_a_response_to_the_request_or_a_typed_error()
    {
        string[] texts = [_good, $"https://rp.example/cb?tenant=a&{_good}", $"https://rp.example/cb?tenant=a#{_good}"];
        var samples = Gen.Select(Gen.Frequency((5, Malformed.Bytes(texts)), (1, Gen.OneOf(texts).Select(Encoding.UTF8.GetBytes))), Gen.Int[0, 5], Gen.OneOf(ResponseModes.Query, ResponseModes.Fragment, ResponseModes.FormPost));

        return Property.HoldsAsync(samples, async sample =>
        {
            var (bytes, way, mode) = sample;
            var text = Encoding.UTF8.GetString(bytes);
            var callback = way switch
            {
                0 or 1 => AuthorizationCallback.FromUrl(text),
                2 => AuthorizationCallback.FromQuery(text),
                3 => AuthorizationCallback.FromQuery(_good, text),
                4 => AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", text),
                _ => await AuthorizationCallback.FromFormAsync("POST", "application/x-www-form-urlencoded", new MemoryStream(bytes), null, TestContext.Current.CancellationToken),
            };
            var response = await ValidateAsync(Transaction(mode), callback);

            Assert.Equal(CallbackSample.State, callback.State);
            Assert.NotEmpty(response.Code!.Reveal());
            Assert.True(callback.Parameters["iss"] is null or The.Issuer);
        });
    }

    [Fact]
    public Task Whatever_is_given_as_a_signed_response_is_what_was_signed_or_a_typed_error() =>
        Property.HoldsAsync(_signed.Some, sample => sample.ReadAsync(async text =>
        {
            var callback = AuthorizationCallback.FromUrl($"https://rp.example/cb?tenant=a&response={Uri.EscapeDataString(text)}");
            var response = await ValidateAsync(Transaction(ResponseModes.QueryJwt), callback);

            Assert.Equal(CallbackSample.State, callback.State);
            Assert.Equal(JsonElement.Parse(sample.Claims ?? "{}").GetProperty("code").GetString(), response.Code!.Reveal());
            return null;
        }));

    private static AuthorizationTransaction Transaction(string mode) => new()
    {
        Issuer = The.Issuer,
        ClientId = The.ClientId,
        RedirectUri = CallbackSample.RedirectUri,
        ResponseType = ResponseTypes.Code,
        ResponseMode = mode,
        State = CallbackSample.State,
        CreatedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ExpiresAt = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero),
    };

    // A client of its own for each, for one remembers what it has processed.
    private async Task<AuthorizationResponse> ValidateAsync(AuthorizationTransaction transaction, AuthorizationCallback callback)
    {
        Assert.False(CanaryWatch.Holds($"{callback}"));
        using var client = new OAuthClient(_server, HmacJwt.Client, _options) { AuthorizationResponses = new JwtResponseOptions { SigningAlgorithm = "HS256" } };
        var response = await client.ValidateCallbackAsync(transaction, callback, TestContext.Current.CancellationToken);

        Assert.False(CanaryWatch.Holds($"{response}"));
        // And once only.
        var again = await Endings.OfAsync(() => client.ValidateCallbackAsync(transaction, callback, TestContext.Current.CancellationToken));
        Assert.Equal(OAuthFault.AuthorizationTransactionUsed, Assert.IsType<OAuthException>(again).Code);
        return response;
    }
}
