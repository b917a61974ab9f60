namespace OAuthKit;

public sealed class LoginInitiationTests
{
    private static readonly string[] _issuers = ["https://a.example", The.Issuer];

    [Fact]
    public async Task R058_A_request_for_a_known_server_begins_a_new_login()
    {
        var initiation = LoginInitiation.Read("?iss=https%3A%2F%2Flogin.example.com&login_hint=jane%40example.com&target_link_uri=%2Forders&x=1", _issuers, new ReturnUrlValidator());
        using var rig = new AuthorizationRig();

        var start = await rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", LoginHint = initiation.LoginHint, ReturnUrl = initiation.TargetLinkUri });

        Assert.Equal(The.Issuer, initiation.Issuer);
        Assert.Equal("jane@example.com", Assert.Single(AuthorizationRig.Query(start.Url)["login_hint"]));
        Assert.Equal("/orders", start.Transaction.ReturnUrl);
        Assert.DoesNotContain("orders&", start.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", initiation.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iss=https%3A%2F%2Fevil.example", OAuthFault.LoginInitiationIssuer)]
    [InlineData("iss=https%3A%2F%2Flogin.example.com%2F", OAuthFault.LoginInitiationIssuer)]
    [InlineData("iss=https%3A%2F%2FLOGIN.example.com", OAuthFault.LoginInitiationIssuer)]
    [InlineData("iss=", OAuthFault.LoginInitiationMalformed)]
    [InlineData("", OAuthFault.LoginInitiationMalformed)]
    [InlineData("login_hint=x", OAuthFault.LoginInitiationMalformed)]
    [InlineData("iss=https%3A%2F%2Flogin.example.com&iss=https%3A%2F%2Flogin.example.com", OAuthFault.LoginInitiationMalformed)]
    [InlineData("iss=https%3A%2F%2Flogin.example.com&login_hint=a&login_hint=b", OAuthFault.LoginInitiationMalformed)]
    [InlineData("iss=https%3A%2F%2Flogin.example.com&login_hint=%FF", OAuthFault.LoginInitiationMalformed)]
    [InlineData("iss=https%3A%2F%2Flogin.example.com&target_link_uri=%2F%2Fevil.example", OAuthFault.LoginInitiationTarget)]
    [InlineData("iss=https%3A%2F%2Flogin.example.com&target_link_uri=https%3A%2F%2Fevil.example", OAuthFault.LoginInitiationTarget)]
    public void R058_What_is_unknown_or_goes_elsewhere_is_refused(string query, string code) =>
        Assert.Equal(code, Assert.Throws<OAuthException>(() => LoginInitiation.Read(query, _issuers, new ReturnUrlValidator("https://shop.example"))).Code);

    [Fact]
    public void R058_Hint_and_target_may_be_missing()
    {
        var initiation = LoginInitiation.Read("iss=https://a.example&login_hint=&target_link_uri=", _issuers, new ReturnUrlValidator());

        Assert.Null(initiation.LoginHint);
        Assert.Null(initiation.TargetLinkUri);
    }
}
