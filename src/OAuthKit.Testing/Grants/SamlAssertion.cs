using System.Buffers.Text;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace OAuthKit.Testing;

/// <summary>What RFC 7522 section 3 looks at in a SAML 2 assertion.</summary>
internal sealed class SamlAssertion
{
    private static readonly XNamespace _saml = "urn:oasis:names:tc:SAML:2.0:assertion";

    private readonly XElement _root;

    private SamlAssertion(XElement root)
    {
        _root = root;
    }

    public string? Issuer => _root.Element(_saml + "Issuer")?.Value;

    public string? Subject => _root.Element(_saml + "Subject")?.Element(_saml + "NameID")?.Value;

    public IReadOnlyList<string> Audiences => [.. _root.Descendants(_saml + "Audience").Select(audience => audience.Value)];

    public DateTimeOffset? ExpiresAt =>
        _root.DescendantsAndSelf()
            .Select(element => (string?)element.Attribute("NotOnOrAfter"))
            .Select(text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : (DateTimeOffset?)null)
            .Min();

    public static SamlAssertion? Parse(string base64Url)
    {
        if (!Base64Url.IsValid(base64Url))
        {
            return null;
        }

        try
        {
            using var stream = new MemoryStream(Base64Url.DecodeFromChars(base64Url));
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var root = XDocument.Load(reader).Root!;
            return root.Name == _saml + "Assertion" ? new(root) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
