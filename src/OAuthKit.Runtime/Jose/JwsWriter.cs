using System.Text.Encodings.Web;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Writes signed JWTs of one type with one key, in the compact form (RFC 7515 section 7.1).</summary>
internal sealed class JwsWriter(JwsSigner signer, string? type)
{
    // Nothing that is signed ends up in HTML, and "+" stays one character.
    public static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private JwsHeader? _header;

    /// <summary>Begins a JWT with the key that is current now.</summary>
    public JwsDraft Begin()
    {
        var current = signer.Current;
        var header = _header;
        if (header is null || !header.IsOf(current))
        {
            _header = header = new JwsHeader(current, type);
        }

        return new JwsDraft(header);
    }
}
