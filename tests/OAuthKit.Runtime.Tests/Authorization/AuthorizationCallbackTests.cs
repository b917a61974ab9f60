using System.Text;

namespace OAuthKit;

public sealed class AuthorizationCallbackTests
{
    private const string Form = "application/x-www-form-urlencoded";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("state")]
    [InlineData("iss")]
    [InlineData("code")]
    [InlineData("error")]
    [InlineData("response")]
    [InlineData("id_token")]
    [InlineData("access_token")]
    public void R070_S104_Bug3_A_parameter_stands_once(string name)
    {
        foreach (var query in (string[])[$"{name}=a&{name}=a", $"{name}=&{name}=a", $"{name}=a&x=1&{name}=b", $"{name}=a&%{(int)name[0]:X2}{name[1..]}=b"])
        {
            var e = Assert.Throws<OAuthException>(() => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?{query}"));

            Assert.Equal(OAuthFault.AuthorizationCallbackMalformed, e.Code);
            Assert.Contains($"\"{name}\"", e.Message, StringComparison.Ordinal);
            Assert.Throws<OAuthException>(() => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#{query}"));
            Assert.Throws<OAuthException>(() => AuthorizationCallback.FromForm("POST", Form, query));
        }
    }

    [Theory]
    [InlineData("GET", Form)]
    [InlineData("post", Form)]
    [InlineData("PUT", Form)]
    [InlineData("POST", "application/json")]
    [InlineData("POST", "multipart/form-data; boundary=x")]
    [InlineData("POST", "application/x-www-form-urlencodedx")]
    [InlineData("POST", "")]
    [InlineData("POST", null)]
    public void R077_A_form_comes_by_post_and_as_a_form(string method, string? contentType) =>
        Assert.Equal(OAuthFault.AuthorizationCallbackChannel, Assert.Throws<OAuthException>(() => AuthorizationCallback.FromForm(method, contentType, "code=x")).Code);

    [Theory]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED")]
    [InlineData("application/x-www-form-urlencoded;charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded ; charset=utf-8")]
    public void R077_R305_The_type_is_compared_without_case_and_parameters(string contentType) =>
        Assert.Equal("s", AuthorizationCallback.FromForm("POST", contentType, "state=s").State);

    [Fact]
    public async Task R077_No_more_of_a_body_is_read_than_a_response_may_be_long()
    {
        using var endless = new MemoryStream(Encoding.UTF8.GetBytes("code=" + new string('x', 5 * 1024 * 1024)));
        using var good = new MemoryStream("state=%C3%BC&code=x"u8.ToArray());

        var e = await Assert.ThrowsAsync<OAuthException>(() => AuthorizationCallback.FromFormAsync("POST", Form, endless, cancellationToken: Stop));
        var callback = await AuthorizationCallback.FromFormAsync("POST", Form, good, cancellationToken: Stop);

        Assert.Equal(OAuthFault.AuthorizationCallbackMalformed, e.Code);
        Assert.InRange(endless.Position, 0, AuthorizationCallback.MaxFormLength + 1);
        Assert.Equal("ü", callback.State);
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?code={new string('x', 64 * 1024)}"));
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromQuery(new string('&', 64 * 1024 + 1)));
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromQuery(string.Concat(Enumerable.Repeat("x&", 257))));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("not_a_callback?")]
    [InlineData("")]
    [InlineData("/cb?code=x&state=y")]
    [InlineData("//rp.example/cb?code=x")]
    public void S103_What_is_no_url_is_no_response(string url) =>
        Assert.Equal(OAuthFault.AuthorizationCallbackMalformed, Assert.Throws<OAuthException>(() => AuthorizationCallback.FromUrl(url)).Code);

    [Theory]
    [InlineData("code=%")]
    [InlineData("code=%4")]
    [InlineData("code=%zz")]
    [InlineData("code=%FF")]
    [InlineData("code=%C3")]
    [InlineData("code=a b")]
    [InlineData("code=a\n")]
    public void R070_What_is_not_encoded_is_no_response(string query) =>
        Assert.Equal(OAuthFault.AuthorizationCallbackMalformed, Assert.Throws<OAuthException>(() => AuthorizationCallback.FromQuery(query)).Code);

    [Fact]
    public void R070_Half_a_character_is_none() => Assert.Throws<OAuthException>(() => AuthorizationCallback.FromQuery("code=\uD800"));

    [Fact]
    public async Task R070_R077_A_form_that_was_read_already_is_checked_as_one_that_was_not()
    {
        using var rig = new AuthorizationRig();
        var transaction = await rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, ResponseMode = ResponseModes.FormPost });
        KeyValuePair<string, string>[] fields = [new("code", AuthorizationRig.Code), new("state", transaction.State), new("x", "1"), new("x", "2")];

        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromForm("GET", Form, fields));
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromForm("POST", "text/plain", fields));
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromForm("POST", Form, [.. fields, new("code", "evil")]));
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromForm("POST", Form, [.. fields, new("y", new string('x', AuthorizationCallback.MaxFormLength))]));
        await rig.CompleteAsync(transaction, AuthorizationCallback.FromForm("POST", Form, fields));
    }
}
