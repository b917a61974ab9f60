using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;

namespace OAuthKit;

/// <summary>The form in which a SAML 2.0 assertion is sent (RFC 7522 section 2.1).</summary>
internal static class Saml2Assertion
{
    /// <summary>The value of <c>client_assertion_type</c> (RFC 7522 section 2.2).</summary>
    public const string ClientAssertionType = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer";

    private const string Element = "Assertion";
    private const string Namespace = "urn:oasis:names:tc:SAML:2.0:assertion";

    /// <summary>MUST contain a single SAML 2.0 Assertion, base64url-encoded; no line wrapping, no padding.</summary>
    public static bool TryEncode(string xml, [NotNullWhen(true)] out Assertion? assertion)
    {
        var utf8 = Encoding.UTF8.GetBytes(xml);
        assertion = IsAssertion(utf8) ? Assertion.Parse(Base64Url.EncodeToString(utf8)) : null;
        return assertion is not null;
    }

    public static Assertion Encode(string xml, string parameter) =>
        TryEncode(xml, out var assertion)
            ? assertion
            : throw new ArgumentException("The text isn't the XML of exactly one SAML 2.0 assertion in UTF-8 (RFC 7522 section 2.1). Give the saml:Assertion element itself: neither the response around it nor base64.", parameter);

    // Read to its end, so that nothing stands behind the assertion. What it says is the server's to judge.
    private static bool IsAssertion(byte[] utf8)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(utf8), settings);
        try
        {
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != Element || reader.NamespaceURI != Namespace)
            {
                return false;
            }

            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            // Its message quotes the text.
            return false;
        }
    }
}
