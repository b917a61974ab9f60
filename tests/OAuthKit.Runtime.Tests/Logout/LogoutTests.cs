namespace OAuthKit;

public sealed class LogoutTests : IDisposable
{
    private const string Back = "https://rp.example/bye";

    private readonly AuthorizationRig _rig = new();

    public LogoutTests() => _rig.Metadata["end_session_endpoint"] = $"\"{The.Issuer}/logout?p=1\"";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R293_The_address_has_the_parameters_and_keeps_the_query_of_the_endpoint()
    {
        var start = await _rig.Client.StartLogoutAsync(
            new LogoutRequest { IdTokenHint = EncodedIdToken.Parse("a.c4narY.b"), PostLogoutRedirectUri = Back, LogoutHint = "joe", UiLocales = "de en" }, Stop);

        Assert.StartsWith($"{The.Issuer}/logout?p=1&", start.Url, StringComparison.Ordinal);
        var query = AuthorizationRig.Query(start.Url);
        Assert.Equal(["a.c4narY.b"], query["id_token_hint"]);
        Assert.Equal([The.ClientId], query["client_id"]);
        Assert.Equal([Back], query["post_logout_redirect_uri"]);
        Assert.Equal([start.State], query["state"]);
        Assert.Equal(["joe"], query["logout_hint"]);
        Assert.Equal(["de en"], query["ui_locales"]);
        Assert.False(CanaryWatch.Holds(start.ToString()));
        Assert.All(_rig.Server.Handler.Requests, request => Assert.Equal("/.well-known/openid-configuration", request.Url.AbsolutePath));
    }

    [Fact]
    public async Task R293_Without_a_return_there_is_no_state()
    {
        var start = await _rig.Client.StartLogoutAsync(new LogoutRequest(), Stop);

        Assert.Null(start.State);
        Assert.Equal(["p", "client_id"], AuthorizationRig.Query(start.Url).Select(parameter => parameter.Key));
    }

    [Fact]
    public async Task R293_The_endpoint_must_be_https()
    {
        _rig.Metadata["end_session_endpoint"] = "\"http://login.example.com/logout\"";

        var e = await Assert.ThrowsAsync<OAuthException>(() => _rig.Client.StartLogoutAsync(new LogoutRequest(), Stop));

        Assert.Equal(OAuthFault.MetadataMemberInvalid, e.Code);
    }

    [Theory]
    [InlineData("/bye")]
    [InlineData("https://rp.example/bye#x")]
    [InlineData("javascript:alert(1)")]
    public void R293_The_return_address_is_absolute(string url) =>
        Assert.Throws<ArgumentException>(() => new LogoutRequest { PostLogoutRedirectUri = url });

    [Fact]
    public async Task R294_The_return_carries_the_state()
    {
        var start = await _rig.Client.StartLogoutAsync(new LogoutRequest { PostLogoutRedirectUri = Back }, Stop);

        LogoutReturn.Validate($"{Back}?state={start.State}", start.State!);
        LogoutReturn.Validate($"?x=1&state={start.State}", start.State!);
    }

    [Theory]
    [InlineData("https://rp.example/bye")]
    [InlineData("https://rp.example/bye?state=")]
    [InlineData("https://rp.example/bye?state=other")]
    [InlineData("https://rp.example/bye?state=kept1")]
    [InlineData("https://rp.example/bye?state=kept&state=kept")]
    [InlineData("https://rp.example/bye?x=1#state=kept")]
    public void R294_A_return_with_another_state_is_refused(string url) =>
        Assert.Equal(OAuthFault.LogoutState, Assert.Throws<OAuthException>(() => LogoutReturn.Validate(url, "kept")).Code);

    [Fact]
    public void R298_The_token_stands_in_a_form_sent_by_post()
    {
        Assert.Equal(The.Jwt, BackChannelLogoutRequest.ReadToken("POST", "application/x-www-form-urlencoded; charset=utf-8", $"logout_token={The.Jwt}&x=1"));
        Assert.Equal((200, 400), (BackChannelLogoutRequest.Done, BackChannelLogoutRequest.Refused));
    }

    [Theory]
    [InlineData("GET", "application/x-www-form-urlencoded", "logout_token=a.b.c")]
    [InlineData("POST", "application/json", "logout_token=a.b.c")]
    [InlineData("POST", null, "logout_token=a.b.c")]
    [InlineData("POST", "application/x-www-form-urlencoded", "")]
    [InlineData("POST", "application/x-www-form-urlencoded", "logout_token=")]
    [InlineData("POST", "application/x-www-form-urlencoded", "logout_token=a.b.c&logout_token=a.b.c")]
    public void R298_Any_other_request_is_refused(string method, string? contentType, string body) =>
        Assert.Equal(OAuthFault.BackChannelLogout, Assert.Throws<OAuthException>(() => BackChannelLogoutRequest.ReadToken(method, contentType, body)).Code);

    [Fact]
    public void R298_A_body_above_the_limit_is_refused() =>
        Assert.Throws<OAuthException>(() => BackChannelLogoutRequest.ReadToken("POST", "application/x-www-form-urlencoded", "logout_token=" + new string('a', BackChannelLogoutRequest.MaxLength)));

    [Fact]
    public void R299_The_frame_names_server_and_session()
    {
        var logout = FrontChannelLogout.FromUrl($"https://rp.example/fc?iss={Uri.EscapeDataString(The.Issuer)}&sid=s-1", The.Issuer);

        Assert.Equal((The.Issuer, "s-1"), (logout.Issuer, logout.SessionId));
        Assert.Null(FrontChannelLogout.FromUrl("https://rp.example/fc", The.Issuer, requireSession: false).SessionId);
    }

    [Theory]
    [InlineData("https://rp.example/fc", true)]
    [InlineData("https://rp.example/fc?sid=s-1", true)]
    [InlineData("https://rp.example/fc?sid=s-1", false)]
    [InlineData("https://rp.example/fc?iss=https://login.example.com", false)]
    [InlineData("https://rp.example/fc?iss=https://login.example.com/&sid=s-1", true)]
    [InlineData("https://rp.example/fc?iss=https://evil.example&sid=s-1", false)]
    [InlineData("https://rp.example/fc?iss=https://login.example.com&sid=s-1&sid=s-2", true)]
    public void R299_A_frame_of_another_server_or_without_a_session_ends_nothing(string url, bool requireSession) =>
        Assert.Equal(OAuthFault.FrontChannelLogout, Assert.Throws<OAuthException>(() => FrontChannelLogout.FromUrl(url, The.Issuer, requireSession)).Code);
}
