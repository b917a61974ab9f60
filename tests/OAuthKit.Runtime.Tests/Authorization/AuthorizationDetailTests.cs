using System.Text.Json;

namespace OAuthKit;

public sealed class AuthorizationDetailTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R266_Details_are_sent_as_a_json_array_of_objects_each_with_a_type()
    {
        AuthorizationDetail payment = new("payment_initiation")
        {
            Locations = ["https://bank.example/payments"],
            Actions = ["initiate", "status"],
            DataTypes = ["a"],
            Identifier = "7",
            Privileges = ["admin"],
            Members = new Dictionary<string, JsonElement> { ["instructedAmount"] = JsonElement.Parse("""{"currency":"EUR","amount":"123.50"}"""), ["creditorName"] = JsonElement.Parse("\"Zoë & Söhne\"") },
        };

        var start = await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, AuthorizationDetails = [payment, new("account")] });

        Assert.Equal(
            """[{"type":"payment_initiation","locations":["https://bank.example/payments"],"actions":["initiate","status"],"datatypes":["a"],"identifier":"7","privileges":["admin"],"instructedAmount":{"currency":"EUR","amount":"123.50"},"creditorName":"Zoë & Söhne"},{"type":"account"}]""",
            Assert.Single(AuthorizationRig.Query(start.Url)["authorization_details"]));
    }

    [Fact]
    public void R266_What_is_written_is_read()
    {
        const string Json = """{"type":"payment","locations":["l"],"actions":["a"],"datatypes":["d"],"identifier":"i","privileges":["p"],"own":[1]}""";

        Assert.Equal(Json, AuthorizationDetail.Parse(Json).ToJson());
        Assert.Equal("Authorization detail of type \"payment\"", AuthorizationDetail.Parse(Json).ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("x")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":\"\"}")]
    [InlineData("{\"type\":null}")]
    [InlineData("{\"type\":\"a\",\"type\":\"b\"}")]
    [InlineData("{\"type\":\"a\",\"actions\":\"b\"}")]
    [InlineData("{\"type\":\"a\",\"actions\":[7]}")]
    [InlineData("{\"type\":\"a\",\"locations\":null}")]
    [InlineData("{\"type\":\"a\",\"identifier\":7}")]
    public void R266_What_is_no_detail_is_refused(string json) => Assert.Throws<FormatException>(() => AuthorizationDetail.Parse(json));

    [Theory]
    [InlineData("type")]
    [InlineData("actions")]
    [InlineData("")]
    public void R266_A_member_does_not_stand_twice(string name)
    {
        Assert.Throws<ArgumentException>(() => new AuthorizationDetail("a") { Members = new Dictionary<string, JsonElement> { [name] = JsonElement.Parse("1") } });
        Assert.Throws<ArgumentException>(() => new AuthorizationDetail(""));
    }

    [Fact]
    public async Task R268_What_was_granted_is_used_and_not_what_was_asked_for()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, AuthorizationDetails = [new("account")] });
        _rig.Tokens = () => """{"access_token":"t","token_type":"Bearer","authorization_details":[{"type":"account","identifier":"DE40"},{"type":"payment"}]}""";

        var tokens = await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction));
        var kept = TokenSet.FromJson(tokens.ToJson());

        Assert.Equal(["account", "payment"], tokens.AuthorizationDetails!.Select(detail => detail.Type));
        Assert.Equal("DE40", tokens.AuthorizationDetails![0].Identifier);
        Assert.Equal("DE40", kept.AuthorizationDetails![0].Identifier);
        Assert.DoesNotContain("DE40", tokens.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R268_Where_the_response_says_nothing_nothing_is_known()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, AuthorizationDetails = [new("account")] });

        Assert.Null((await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction))).AuthorizationDetails);
    }

    [Theory]
    [InlineData("{\"type\":\"account\"}")]
    [InlineData("\"account\"")]
    [InlineData("[{}]")]
    [InlineData("[{\"type\":\"a\"},7]")]
    [InlineData("[{\"type\":\"a\",\"actions\":7}]")]
    public async Task R268_What_was_granted_is_a_list_of_objects_with_a_type(string json)
    {
        var transaction = await _rig.BeginAsync();
        _rig.Tokens = () => $$"""{"access_token":"t","token_type":"Bearer","authorization_details":{{json}} }""";

        var e = await Assert.ThrowsAsync<OAuthException>(() => _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction)));

        Assert.Equal(OAuthFault.TokenResponseAuthorizationDetails, e.Code);
    }
}
