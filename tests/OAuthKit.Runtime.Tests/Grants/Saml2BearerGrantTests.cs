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

    private async Task<SentRequest> SendAsync(TokenGrant grant)
    {
        using var client = _server.Client();
        await client.RequestTokenAsync(grant, Stop);
        return _server.LastTokenRequest;
    }
}
