namespace OAuthKit;

public sealed class ResponseIssuerTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("https%3A%2F%2Flogin.example.com1")]
    [InlineData("https%3A%2F%2Flogin.example.com%2F")]
    [InlineData("https%3A%2F%2FLOGIN.example.com")]
    [InlineData("https%3A%2F%2Flogin.example.com%3A443")]
    [InlineData("http%3A%2F%2Flogin.example.com")]
    [InlineData("https%3A%2F%2Fevil.example")]
    [InlineData("x")]
    public async Task R063_R067_S107_Bug11_A_foreign_iss_is_refused_whether_announced_or_not(string issuer)
    {
        foreach (var announced in (string[])["true", "false"])
        {
            using var rig = new AuthorizationRig();
            rig.Metadata["authorization_response_iss_parameter_supported"] = announced;
            var transaction = await rig.BeginAsync();

            var e = await rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, transaction, AuthorizationRig.Answer(transaction, "&iss=" + issuer));

            Assert.Contains($"isn't \"{The.Issuer}\"", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("&iss=")]
    [InlineData("&ISS=https%3A%2F%2Flogin.example.com")]
    public async Task R064_Bug4_S107_A_missing_iss_is_refused_where_it_was_announced(string more)
    {
        _rig.Metadata["authorization_response_iss_parameter_supported"] = "true";
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, transaction, AuthorizationRig.Answer(transaction, more));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, AuthorizationTransaction.FromJson(transaction.ToJson()), AuthorizationRig.Answer(transaction, more));
    }

    [Fact]
    public async Task R064_Bug4_What_the_metadata_announce_holds_for_an_endpoint_given_by_hand_as_well()
    {
        _rig.Metadata["authorization_response_iss_parameter_supported"] = "true";
        var server = new AuthorizationServer(The.Issuer, _rig.Server.Options) { Endpoints = new() { Authorization = "https://login.example.com/other?p=1" } };
        using var client = new OAuthClient(server, The.Basic, _rig.Server.Options);
        var start = await client.StartAuthorizationAsync(AuthorizationRig.Request, TestContext.Current.CancellationToken);

        Assert.StartsWith("https://login.example.com/other?p=1&client_id=", start.Url, StringComparison.Ordinal);
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, start.Transaction, AuthorizationRig.Answer(start.Transaction), client);
    }

    [Fact]
    public async Task R064_R067_Where_it_was_not_announced_it_may_be_missing()
    {
        var transaction = await _rig.BeginAsync();

        await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction));
    }

    [Theory]
    [InlineData("https%3A%2F%2Flogin.example.com")]
    [InlineData("https://login.example.com")]
    [InlineData("https%3a%2f%2flogin%2Eexample.com")]
    public async Task R065_The_iss_is_compared_once_decoded(string issuer)
    {
        _rig.Metadata["authorization_response_iss_parameter_supported"] = "true";
        var transaction = await _rig.BeginAsync();

        await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction, "&iss=" + issuer));
    }

    [Fact]
    public async Task R065_The_response_of_RFC_9207_section_2_1_is_that_of_its_server()
    {
        const string Issuer = "https://honest.as.example";
        using var rig = new AuthorizationRig();
        var metadata = $$"""{"issuer":"{{Issuer}}","authorization_endpoint":"{{Issuer}}/authorize","token_endpoint":"{{Issuer}}/token","authorization_response_iss_parameter_supported":true}""";
        using var client = new OAuthClient(AuthorizationServer.FromMetadata(ServerMetadata.Parse(metadata), rig.Server.Options), ClientAuthentication.None("app"), rig.Server.Options);
        var start = await client.StartAuthorizationAsync(new() { RedirectUri = "https://client.example/cb" }, TestContext.Current.CancellationToken);

        var callback = AuthorizationCallback.FromUrl($"https://client.example/cb?code=x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58&state={start.Transaction.State}&iss=https%3A%2F%2Fhonest.as.example");
        var response = await client.ValidateCallbackAsync(start.Transaction, callback, TestContext.Current.CancellationToken);

        Assert.Equal("x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58", response.Code!.Reveal());
    }

    [Fact]
    public async Task R066_S107_The_iss_is_looked_at_before_state_error_and_code()
    {
        _rig.Metadata["authorization_response_iss_parameter_supported"] = "true";
        var transaction = await _rig.BeginAsync();
        foreach (var query in (string[])[$"error=access_denied&state={transaction.State}", $"error=access_denied&state={transaction.State}&iss=x", "code=x&state=wrong&iss=x", "iss=x"])
        {
            await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, transaction, AuthorizationCallback.FromQuery(query));
        }
    }

    [Theory]
    [InlineData("https://rp.example/cb/b?")]
    [InlineData("https://rp.example/cb/a/?")]
    [InlineData("https://rp.example/cb/A?")]
    [InlineData("https://other.example/cb/a?")]
    [InlineData("http://rp.example/cb/a?")]
    [InlineData("https://rp.example:8443/cb/a?")]
    public async Task R069_A_response_arrives_at_the_redirect_uri_of_its_request(string url)
    {
        foreach (var isRequired in (bool[])[true, false])
        {
            var transaction = await _rig.BeginAsync(new() { RedirectUri = "https://rp.example/cb/a", RequireCallbackUrl = isRequired });

            await _rig.AssertRefusedAsync(OAuthFault.AuthorizationCallbackUrl, transaction, AuthorizationCallback.FromUrl(url + AuthorizationRig.Good(transaction)));
            await _rig.AssertRefusedAsync(OAuthFault.AuthorizationCallbackUrl, transaction, AuthorizationCallback.FromQuery(AuthorizationRig.Good(transaction), url));
            await _rig.AssertRefusedAsync(OAuthFault.AuthorizationCallbackUrl, transaction, AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", AuthorizationRig.Good(transaction), url));
        }
    }

    [Fact]
    public async Task R069_Where_it_is_demanded_the_url_must_be_known()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = "https://rp.example/cb/a", RequireCallbackUrl = true });
        var kept = AuthorizationTransaction.FromJson(transaction.ToJson());

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationCallbackUrl, kept, AuthorizationCallback.FromQuery(AuthorizationRig.Good(transaction)));
        await _rig.CompleteAsync(kept, AuthorizationCallback.FromQuery(AuthorizationRig.Good(transaction), "https://rp.example/cb/a"));
    }

    [Theory]
    [InlineData("https://RP.example:443/cb", "https://rp.example/cb?")]
    [InlineData("https://rp.example", "https://rp.example/?")]
    [InlineData("https://rp.example/cb?tenant=a", "https://rp.example/cb?tenant=a&")]
    [InlineData("com.example.app:/cb", "com.example.app:/cb?")]
    [InlineData("http://127.0.0.1:49152/cb", "http://127.0.0.1:49152/cb?")]
    public async Task R069_Browsers_write_a_url_in_their_own_way(string redirectUri, string url)
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = redirectUri });

        await _rig.CompleteAsync(transaction, AuthorizationCallback.FromUrl(url + AuthorizationRig.Good(transaction)));
    }

    [Theory]
    [InlineData("https://rp.example/cb?")]
    [InlineData("https://rp.example/cb?tenant=b&")]
    [InlineData("https://rp.example/cb?tenant=ab&")]
    public async Task R069_What_the_redirect_uri_has_of_a_query_is_part_of_it(string url)
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = "https://rp.example/cb?tenant=a" });

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationCallbackUrl, transaction, AuthorizationCallback.FromUrl(url + AuthorizationRig.Good(transaction)));
    }
}
