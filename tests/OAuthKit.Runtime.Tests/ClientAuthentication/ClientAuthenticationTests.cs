using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace OAuthKit;

public sealed partial class ClientAuthenticationTests
{
    private const string VectorFile = "client-authentication.json";

    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("basic-6749-1")]
    [InlineData("basic-6749-2")]
    [InlineData("basic-derived-1")]
    public async Task R023_Bug11_Form_encodes_identifier_and_secret_before_Basic(string id)
    {
        var vector = Vectors.Find(VectorFile, "basic", id);

        var sent = await SendAsync(ClientAuthentication.ClientSecretBasic(vector.Text("client_id"), vector.Text("client_secret")));

        Assert.Equal(vector.Text("header"), sent.Authorization);
        var pair = DecodeBasic(sent).Split(':');
        Assert.Equal(vector.Text("client_id"), WebUtility.UrlDecode(pair[0]));
        Assert.Equal(vector.Text("client_secret"), WebUtility.UrlDecode(pair[1]));
    }

    [Fact]
    public void R023_Form_encoding_is_that_of_appendix_B()
    {
        var vector = Vectors.Find(VectorFile, "form", "form-encoding");

        Assert.Equal(vector.Text("expected"), FormParameters.Encode(vector.Text("input")));
    }

    [Fact]
    public void R023_Every_decoder_reads_the_encoded_component()
    {
        var input = Vectors.Find(VectorFile, "component", "basic-oauth4webapi").Text("input");

        var encoded = FormParameters.Encode(input);

        Assert.Matches(EncodedCharacters, encoded);
        Assert.Equal(input, WebUtility.UrlDecode(encoded));
        Assert.Equal(input, Uri.UnescapeDataString(encoded.Replace('+', ' ')));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void R023_Long_values_are_encoded_as_well(int length)
    {
        var input = new string('€', length) + "a b";

        Assert.Equal(input, WebUtility.UrlDecode(FormParameters.Encode(input)));
    }

    [Fact]
    public async Task R023_A_switch_leaves_the_encoding_out_for_servers_that_do_not_decode()
    {
        var secret = ClientSecret.Parse($"p@ss:w/rd {The.Canary}");

        var sent = await SendAsync(new ClientSecretBasic("id+1", secret) { OmitFormEncoding = true });

        Assert.Equal($"id+1:p@ss:w/rd {The.Canary}", DecodeBasic(sent));
        Assert.Throws<ArgumentException>(() => new ClientSecretBasic("client:id", secret) { OmitFormEncoding = true });
    }

    [Fact]
    public async Task R024_S012_Basic_puts_no_credential_into_the_body()
    {
        var sent = await SendAsync(The.Basic);

        Assert.StartsWith("Basic ", sent.Authorization, StringComparison.Ordinal);
        Assert.Equal(["grant_type", "scope"], sent.Form.Select(parameter => parameter.Key));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task R025_No_secret_is_in_the_request_line(string method)
    {
        var sent = await SendAsync(Create(method));

        Assert.Equal(The.TokenEndpoint, sent.Url.OriginalString);
        Assert.Empty(sent.Url.Query);
        Assert.All(_server.Handler.Requests, request => Assert.DoesNotContain(The.Canary, request.Url.OriginalString, StringComparison.Ordinal));
    }

    [Fact]
    public async Task R026_S011_Post_sends_both_in_the_body_and_no_header()
    {
        var sent = await SendAsync(ClientAuthentication.ClientSecretPost("id&1", The.Secret + "+&="));

        Assert.Null(sent.Authorization);
        Assert.Equal("id&1", Assert.Single(sent.Form["client_id"]));
        Assert.Equal(The.Secret + "+&=", Assert.Single(sent.Form["client_secret"]));
    }

    [Fact]
    public async Task R027_S001_S013_A_public_client_sends_its_identifier_in_the_body_and_no_header()
    {
        var sent = await SendAsync(ClientAuthentication.None(The.ClientId));

        Assert.Null(sent.Authorization);
        Assert.Equal(The.ClientId, Assert.Single(sent.Form["client_id"]));
        Assert.False(sent.Form.Contains("client_secret"));
    }

    [Theory]
    [InlineData("client_secret_basic", """["client_secret_post"]""")]
    [InlineData("client_secret_post", """["client_secret_basic","private_key_jwt"]""")]
    public async Task R036_Refuses_where_the_server_does_not_list_the_method(string method, string listed)
    {
        _server.Metadata = () => StubHandler.Json($$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","token_endpoint_auth_methods_supported":{{listed}}}""");
        using var client = _server.Client(Create(method));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.ClientAuthenticationUnsupported, e.Code);
        Assert.Contains(method, e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.TokenRequests);
    }

    [Theory]
    [InlineData("client_secret_basic", """["client_secret_post","client_secret_basic"]""")]
    [InlineData("client_secret_post", """["client_secret_post"]""")]
    [InlineData("none", """["client_secret_basic"]""")]
    [InlineData("acme_signature", """["client_secret_basic"]""")]
    public async Task R036_The_configured_method_is_the_one_that_is_sent(string method, string listed)
    {
        _server.Metadata = () => StubHandler.Json($$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","token_endpoint_auth_methods_supported":{{listed}}}""");

        var sent = await SendAsync(Create(method));

        Assert.Equal(method is "client_secret_basic" or "acme_signature", sent.Authorization is not null);
        Assert.Equal(method is "client_secret_post", sent.Form.Contains("client_secret"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secret\n")]
    public void R039_A_missing_or_empty_secret_is_a_mistake_of_configuration(string? secret)
    {
        Assert.ThrowsAny<ArgumentException>(() => ClientAuthentication.ClientSecretBasic(The.ClientId, secret!));
        Assert.ThrowsAny<ArgumentException>(() => ClientAuthentication.ClientSecretPost(The.ClientId, secret!));
        Assert.Throws<FormatException>(() => ClientSecret.Parse(secret!));
        Assert.False(ClientSecret.TryParse(secret, out _));
        Assert.Throws<ArgumentNullException>(() => new ClientSecretBasic(The.ClientId, null!));
        Assert.Throws<ArgumentNullException>(() => new ClientSecretPost(The.ClientId, null!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("id\r\nX: y")]
    [InlineData("id\0")]
    [InlineData("id\u0085")]
    public void R308_An_identifier_with_a_control_character_is_refused(string clientId)
    {
        Assert.ThrowsAny<ArgumentException>(() => ClientAuthentication.ClientSecretBasic(clientId, The.Secret));
        Assert.ThrowsAny<ArgumentException>(() => ClientAuthentication.ClientSecretPost(clientId, The.Secret));
        Assert.ThrowsAny<ArgumentException>(() => ClientAuthentication.None(clientId));
    }

    [Theory]
    [InlineData("Acme a\r\nX: y")]
    [InlineData("Acme ü")]
    [InlineData("Acme \u007f")]
    public async Task R308_A_header_of_a_users_own_method_takes_printable_ascii_only(string header)
    {
        using var client = _server.Client(new AcmeSignature(header + The.Canary));

        var e = await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.DoesNotContain(The.Canary, e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.TokenRequests);
    }

    [Fact]
    public async Task A_users_own_method_sees_the_request_and_adds_to_it()
    {
        var sent = await SendAsync(new AcmeSignature("Acme signed"));

        Assert.Equal("Acme signed", sent.Authorization);
        Assert.Equal($"{The.TokenEndpoint} {The.Issuer} client_credentials", Assert.Single(sent.Form["acme_context"]));
    }

    [Fact]
    public void S004_The_authentication_of_a_client_is_the_one_that_was_given()
    {
        var basic = new ClientSecretBasic(The.ClientId, ClientSecret.Parse(The.Secret));
        using var client = _server.Client(basic);

        Assert.Same(basic, client.Authentication);
        Assert.Equal(The.ClientId, client.ClientId);
    }

    [Fact]
    public void S005_S007_S010_A_client_without_credentials_identifier_or_key_is_refused()
    {
        using var key = SigningKey.Generate();

        Assert.Throws<ArgumentNullException>(() => new OAuthClient(The.Issuer, null!));
        Assert.Throws<ArgumentNullException>(() => ClientAuthentication.PrivateKeyJwt(The.ClientId, null!));
        Assert.Throws<ArgumentNullException>(() => ClientAuthentication.TlsClientAuth(The.ClientId, null!));
        Assert.ThrowsAny<ArgumentException>(() => ClientAuthentication.PrivateKeyJwt("", key));
        Assert.ThrowsAny<ArgumentException>(() => ClientAuthentication.ClientSecretJwt(null!, The.Secret));
        Assert.ThrowsAny<ArgumentException>(() => ClientAuthentication.ClientAssertionFile(The.ClientId, ""));
    }

    [Fact]
    public async Task S002_S008_A_JWK_makes_private_key_jwt()
    {
        var jwk = Vectors.Find("jose.json", "verify", "jws-es256").GetProperty("jwk").GetRawText();
        using var key = SigningKey.FromJwk(jwk);

        var sent = await SendAsync(ClientAuthentication.PrivateKeyJwt(The.ClientId, key));

        Assert.True(new DecodedJwt(Assert.Single(sent.Form["client_assertion"])).IsSignedBy(key.ExportPublicJwk()));
    }

    [Fact]
    public void R041_Attestation_is_not_offered_and_the_page_says_so()
    {
        Assert.Contains("(`attest_jwt_client_auth`) isn't offered", Repository.Read("docs/client-authentication.md"), StringComparison.Ordinal);
        Assert.DoesNotContain(typeof(ClientAuthentication).Assembly.GetExportedTypes(), type => type.Name.Contains("Attest", StringComparison.Ordinal));
    }

    [Fact]
    public void S023_A_users_own_method_has_an_identifier() => Assert.Equal(The.ClientId, new AcmeSignature("Acme").ClientId);

    public static TheoryData<string> Methods() => ["client_secret_basic", "client_secret_post", "none", "acme_signature"];

    private static ClientAuthentication Create(string method) => method switch
    {
        "client_secret_basic" => The.Basic,
        "client_secret_post" => ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret),
        "none" => ClientAuthentication.None(The.ClientId),
        _ => new AcmeSignature("Acme signed"),
    };

    private static string DecodeBasic(SentRequest sent) => Encoding.UTF8.GetString(Convert.FromBase64String(sent.Authorization!["Basic ".Length..]));

    private async Task<SentRequest> SendAsync(ClientAuthentication authentication)
    {
        using var client = _server.Client(authentication);
        await client.RequestTokenAsync(The.Grant, Stop);
        return _server.LastTokenRequest;
    }

    [GeneratedRegex("^[A-Za-z0-9%+._*-]+$")]
    private static partial Regex EncodedCharacters { get; }

    private sealed class AcmeSignature(string header) : ClientAuthentication(The.ClientId)
    {
        public override string Method => "acme_signature";

        protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
        {
            request.Authorization = header;
            request.Form.Add("acme_context", $"{request.Endpoint} {request.Issuer} {request.Form.Single(parameter => parameter.Key == "grant_type").Value}");
            return ValueTask.CompletedTask;
        }
    }
}
