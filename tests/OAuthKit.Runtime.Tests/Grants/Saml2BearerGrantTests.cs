using System.Buffers.Text;
using System.Text;

namespace OAuthKit;

public sealed class Saml2BearerGrantTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R222_Sends_the_xml_in_base64url_without_padding_or_line_breaks()
    {
        foreach (var padding in (string[])["", " ", "  "])
        {
            var xml = $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n{The.Saml}\n<!-- ü>?{padding} -->";

            var sent = await SendAsync(new Saml2BearerGrant(xml));

            var assertion = Assert.Single(sent.Form["assertion"]);
            Assert.Equal("urn:ietf:params:oauth:grant-type:saml2-bearer", Assert.Single(sent.Form["grant_type"]));
            Assert.DoesNotContain('=', assertion);
            Assert.DoesNotContain('+', assertion);
            Assert.DoesNotContain('/', assertion);
            Assert.DoesNotContain('\n', assertion);
            Assert.Equal(xml, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(assertion)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("PHNhbWw+")]
    [InlineData("<Assertion/>")]
    [InlineData("<Assertion xmlns='urn:oasis:names:tc:SAML:1.0:assertion'/>")]
    [InlineData("<Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion'>")]
    [InlineData("<Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion'/><Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion'/>")]
    [InlineData("<Response xmlns='urn:oasis:names:tc:SAML:2.0:protocol'><Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion'/></Response>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion'>&e;</Assertion>")]
    public void R222_What_is_not_exactly_one_assertion_is_an_argument_error(string xml) =>
        Assert.Throws<ArgumentException>(() => new Saml2BearerGrant(xml));

    [Fact]
    public async Task R224_An_assertion_can_be_had_anew_for_every_request()
    {
        var number = 0;
        using var client = _server.Client();
        var grant = new Saml2BearerGrant((_, _) => new(The.Saml.Replace("_1", $"_{++number}", StringComparison.Ordinal)));

        await client.RequestTokenAsync(grant, Stop);
        await client.RequestTokenAsync(grant, Stop);

        Assert.Contains("ID=\"_2\"", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Assert.Single(_server.LastTokenRequest.Form["assertion"]))), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(new Saml2BearerGrant((_, _) => new((string)null!)), Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(new Saml2BearerGrant((_, _) => new("no")), Stop));
        Assert.Equal(2, _server.TokenRequests);
    }

    [Fact]
    public void A_missing_assertion_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => new Saml2BearerGrant((string)null!));
        Assert.Throws<ArgumentNullException>(() => new Saml2BearerGrant((Func<AssertionRequest, CancellationToken, ValueTask<string>>)null!));
    }

    [Fact]
    public async Task R223_An_assertion_about_the_client_is_sent_under_the_type_of_one()
    {
        using var client = _server.Client(new Saml2ClientAssertion(The.ClientId, (_, _) => new(The.Saml)));

        await client.RequestTokenAsync(The.Grant, Stop);

        var form = _server.LastTokenRequest.Form;
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:saml2-bearer", Assert.Single(form["client_assertion_type"]));
        Assert.Equal(The.Saml, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Assert.Single(form["client_assertion"]))));
        Assert.Equal(The.ClientId, Assert.Single(form["client_id"]));
    }

    [Fact]
    public async Task R223_What_is_no_assertion_is_not_sent()
    {
        foreach (var xml in (string?[])[null, "", "no"])
        {
            using var client = _server.Client(new Saml2ClientAssertion(The.ClientId, (_, _) => new(xml!)));

            await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(The.Grant, Stop));
        }

        Assert.Equal(0, _server.TokenRequests);
        Assert.Throws<ArgumentNullException>(() => new Saml2ClientAssertion(The.ClientId, null!));
    }

    private async Task<SentRequest> SendAsync(TokenGrant grant)
    {
        using var client = _server.Client();
        await client.RequestTokenAsync(grant, Stop);
        return _server.LastTokenRequest;
    }
}
