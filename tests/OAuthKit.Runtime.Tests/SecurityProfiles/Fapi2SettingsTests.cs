using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>Each setting that FAPI 2.0 doesn't allow, alone.</summary>
public sealed class Fapi2SettingsTests : IDisposable
{
    private readonly FapiRig _rig = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_default_is_no_profile()
    {
        using var client = _rig.Rig.Server.Client();

        client.Validate();

        Assert.Equal(SecurityProfile.None, client.Profile);
        Assert.Equal(JwsAlgorithms.RS256, client.IdTokens.SigningAlgorithm);
        Assert.Null(client.AuthorizationResponses);
        Assert.Null(client.Dpop);
    }

    [Fact]
    public void What_is_not_said_the_profile_sets()
    {
        _rig.Client.Validate();

        Assert.Equal(JwsAlgorithms.PS256, _rig.Client.IdTokens.SigningAlgorithm);
        Assert.Equal(JwsAlgorithms.PS256, _rig.Client.AuthorizationResponses!.SigningAlgorithm);
        Assert.Equal(JwsAlgorithms.ES256, _rig.Client.Dpop!.Algorithm);
        Assert.Null(_rig.Client.Dpop.Key);
        Assert.Null(_rig.Client.BoundCertificate);
    }

    [Fact]
    public void What_is_said_stays()
    {
        var dpop = new DpopOptions { Algorithm = JwsAlgorithms.PS256 };
        var client = Make(idTokens: new IdTokenOptions { SigningAlgorithm = JwsAlgorithms.ES256 }, dpop: dpop);

        client.Validate();

        Assert.Equal(JwsAlgorithms.ES256, client.IdTokens.SigningAlgorithm);
        Assert.Same(dpop, client.Dpop);
    }

    [Fact]
    public void The_order_of_the_settings_does_not_matter()
    {
        var client = _rig.Keep(new OAuthClient(_rig.Rig.Server.Server, _rig.Authentication, _rig.Rig.Server.Options)
        {
            Dpop = new DpopOptions { DangerouslyAcceptBearer = true },
            Profile = SecurityProfile.Fapi2SecurityProfile,
        });

        Assert.Throws<InvalidOperationException>(client.Validate);
    }

    [Fact]
    public void A_client_that_shows_a_certificate_has_its_tokens_bound_to_that_one()
    {
        var certificate = ClientCertificate.From(Pki.Issue("fapi"));
        using var client = new OAuthClient(The.Issuer, ClientAuthentication.TlsClientAuth(The.ClientId, certificate)) { Profile = SecurityProfile.Fapi2SecurityProfile };

        client.Validate();

        Assert.Null(client.Dpop);
        Assert.Same(certificate, client.BoundCertificate);
    }

    [Fact]
    public void A_client_with_both_has_what_it_says()
    {
        var certificate = ClientCertificate.From(Pki.Issue("fapi"));
        using var client = new OAuthClient(The.Issuer, ClientAuthentication.TlsClientAuth(The.ClientId, certificate)) { Profile = SecurityProfile.Fapi2SecurityProfile, Dpop = new DpopOptions() };

        client.Validate();

        Assert.NotNull(client.Dpop);
        Assert.Null(client.BoundCertificate);
    }

    [Fact]
    public void No_other_number_is_a_profile() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OAuthClient(The.Issuer, The.Basic) { Profile = (SecurityProfile)3 });

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    [InlineData("client_secret_jwt")]
    [InlineData("none")]
    [InlineData("client_assertion_file")]
    public async Task The_client_proves_itself_by_a_key_or_a_certificate(string method)
    {
        const string Secret = "a secret of at least 32 bytes, c4narY";
        var authentication = method switch
        {
            "client_secret_basic" => The.Basic,
            "client_secret_post" => ClientAuthentication.ClientSecretPost(The.ClientId, Secret),
            "client_secret_jwt" => ClientAuthentication.ClientSecretJwt(The.ClientId, Secret),
            "client_assertion_file" => ClientAuthentication.ClientAssertionFile(The.ClientId, "assertion.jwt"),
            _ => ClientAuthentication.None(The.ClientId),
        };

        await AssertRefusedAsync(Make(authentication), $"doesn't allow {method}: use private_key_jwt, tls_client_auth or self_signed_tls_client_auth (FAPI 2.0 Security Profile section 5.3.3.1)");
    }

    [Fact]
    public async Task R029_The_audience_of_assertions_is_not_the_endpoint() =>
        await AssertRefusedAsync(Make(new PrivateKeyJwt(The.ClientId, _rig.Key) { EndpointAsAudience = true }), "leave EndpointAsAudience out");

    [Fact]
    public async Task R029_The_audience_of_assertions_is_not_another() =>
        await AssertRefusedAsync(Make(new PrivateKeyJwt(The.ClientId, _rig.Key) { Audience = The.Issuer + "/" }), "leave Audience out");

    [Fact]
    public async Task R029_The_audience_of_assertions_is_the_issuer_as_a_string()
    {
        await Make(new PrivateKeyJwt(The.ClientId, _rig.Key) { Audience = The.Issuer }).RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(The.Issuer, _rig.Rig.Server.LastTo("/token").ClientAssertion.Text("aud"));
    }

    [Theory]
    [InlineData(JwsAlgorithms.RS256)]
    [InlineData(JwsAlgorithms.PS384)]
    [InlineData(JwsAlgorithms.ES384)]
    public async Task R031_Assertions_are_not_signed_by_another_algorithm(string algorithm)
    {
        using var key = SigningKey.Generate(algorithm);

        await AssertRefusedAsync(Make(new PrivateKeyJwt(The.ClientId, key)), $"doesn't allow client assertions that are signed by {algorithm}: use a key for PS256, ES256, EdDSA, Ed25519");
    }

    [Fact]
    public async Task R031_A_key_in_a_file_is_looked_at_as_well()
    {
        using var folder = new TempFolder();
        using var rsa = RSA.Create(2048);
        var path = folder.Write("key.pem", rsa.ExportPkcs8PrivateKeyPem());

        await AssertRefusedAsync(Make(new PrivateKeyJwt(The.ClientId, new SigningKeyFile(path, new SigningKeyOptions { Algorithm = JwsAlgorithms.RS256 }))), "signed by RS256");
    }

    [Fact]
    public async Task A_key_in_a_file_that_is_not_there_is_told_with_the_rest() =>
        await AssertRefusedAsync(Make(new PrivateKeyJwt(The.ClientId, new SigningKeyFile("/nowhere/key.pem"))), "can't know the key of the client");

    [Fact]
    public async Task R031_Proofs_are_not_signed_by_another_algorithm() =>
        await AssertRefusedAsync(Make(dpop: new DpopOptions { Algorithm = JwsAlgorithms.RS256 }), "doesn't allow DPoP proofs by RS256");

    [Fact]
    public async Task R031_Proofs_are_not_signed_by_a_key_of_another_algorithm()
    {
        using var key = DpopKey.Create(JwsAlgorithms.ES512);

        await AssertRefusedAsync(Make(dpop: new DpopOptions { Key = key }), "doesn't allow DPoP proofs by ES512");
    }

    [Fact]
    public async Task R091_Tokens_that_are_bound_to_nothing_are_not_taken() =>
        await AssertRefusedAsync(Make(dpop: new DpopOptions { DangerouslyAcceptBearer = true }), "leave DpopOptions.DangerouslyAcceptBearer out");

    [Fact]
    public async Task ID_tokens_are_not_signed_by_another_algorithm() =>
        await AssertRefusedAsync(Make(idTokens: new IdTokenOptions()), "doesn't allow RS256 for IdTokens");

    [Fact]
    public async Task UserInfo_is_not_signed_by_another_algorithm() =>
        await AssertRefusedAsync(Make(userInfo: new JwtResponseOptions { SigningAlgorithm = JwsAlgorithms.ES512 }), "doesn't allow ES512 for UserInfoResponses");

    [Fact]
    public async Task Authorization_responses_are_not_signed_by_another_algorithm() =>
        await AssertRefusedAsync(Make(responses: new JwtResponseOptions()), "doesn't allow RS256 for AuthorizationResponses");

    [Fact]
    public async Task No_endpoint_is_reached_by_http()
    {
        var options = _rig.Rig.Server.Options;
        options.DangerouslyAllowHttp = true;

        await AssertRefusedAsync(Make(options: options), "doesn't allow http");
    }

    [Fact]
    public async Task R013_Endpoints_come_from_metadata()
    {
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }, The.Issuer, _rig.Rig.Server.Options);

        await AssertRefusedAsync(Make(server: server), "takes endpoints from the metadata");
    }

    [Fact]
    public void R013_The_issuer_is_known()
    {
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }, null, _rig.Rig.Server.Options);

        var e = Assert.Throws<InvalidOperationException>(Make(server: server).Validate);

        Assert.Contains("needs the issuer", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_are_told_at_once()
    {
        var client = Make(The.Basic, new IdTokenOptions(), new DpopOptions { Algorithm = JwsAlgorithms.RS256, DangerouslyAcceptBearer = true });

        var e = Assert.Throws<InvalidOperationException>(client.Validate);

        Assert.Equal(4, client.Rules!.FindContradictions(client.ProfileSubject).Count);
        foreach (var expected in (string[])["client_secret_basic", "IdTokens", "RS256", "DangerouslyAcceptBearer"])
        {
            Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        }

        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    private OAuthClient Make(
        ClientAuthentication? authentication = null, IdTokenOptions? idTokens = null, DpopOptions? dpop = null, JwtResponseOptions? userInfo = null,
        JwtResponseOptions? responses = null, BackchannelOptions? options = null, AuthorizationServer? server = null) =>
        _rig.Keep(new OAuthClient(server ?? _rig.Rig.Server.Server, authentication ?? _rig.Authentication, options ?? _rig.Rig.Server.Options)
        {
            Profile = SecurityProfile.Fapi2SecurityProfile,
            IdTokens = ProfileRules.IdTokensOf(SecurityProfile.Fapi2SecurityProfile, idTokens),
            Dpop = dpop,
            UserInfoResponses = userInfo,
            AuthorizationResponses = responses,
        });

    // Whatever is tried, and nothing else is wrong.
    private async Task AssertRefusedAsync(OAuthClient client, string expected)
    {
        Assert.Single(client.Rules!.FindContradictions(client.ProfileSubject));
        var other = await _rig.StartAsync();
        var before = _rig.Requests;
        foreach (var use in (Func<Task>[])
        [
            () => client.RequestTokenAsync(The.Grant, Stop),
            () => client.StartAuthorizationAsync(AuthorizationRig.Request, Stop),
            () => client.CompleteAuthorizationAsync(other.Transaction, AuthorizationRig.Answer(other.Transaction, $"&iss={The.Issuer}"), Stop),
            () => client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop),
            () => client.RevokeAsync(AccessToken.Parse(The.Token(1)), Stop),
            () => client.IntrospectAsync(AccessToken.Parse(The.Token(1)), null, Stop),
            () => client.GetUserInfoAsync(AccessToken.Parse(The.Token(1)), null, Stop),
            () => Task.Run(client.Validate, Stop),
        ])
        {
            var e = await Assert.ThrowsAsync<InvalidOperationException>(use);
            Assert.Contains(expected, e.Message, StringComparison.Ordinal);
            Assert.StartsWith($"The client {The.ClientId} contradicts its security profile.", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, _rig.Requests);
    }
}
