using System.Text.Json;

namespace OAuthKit;

/// <summary>What a token is bound to (RFC 7800 section 3.1).</summary>
internal sealed class Confirmation
{
    private Confirmation(JsonElement json, string? certificate, string? key)
    {
        Json = json;
        CertificateThumbprint = certificate;
        KeyThumbprint = key;
    }

    public JsonElement Json { get; }

    /// <summary>RFC 8705 section 3.1.</summary>
    public string? CertificateThumbprint { get; }

    /// <summary>RFC 9449 section 6.1.</summary>
    public string? KeyThumbprint { get; }

    /// <summary>Reads <c>cnf</c> where there is one. A binding that can't be read must not pass for none, so that is false.</summary>
    public static bool TryRead(JsonElement root, out Confirmation? confirmation)
    {
        confirmation = null;
        if (!root.TryGetProperty(ConfirmationNames.Cnf, out var cnf))
        {
            return true;
        }

        if (cnf.ValueKind != JsonValueKind.Object
            || !TryRead(cnf, ConfirmationNames.X5tS256, out var certificate)
            || !TryRead(cnf, ConfirmationNames.Jkt, out var key))
        {
            return false;
        }

        confirmation = new(cnf.Clone(), certificate, key);
        return true;
    }

    private static bool TryRead(JsonElement cnf, string name, out string? value)
    {
        value = null;
        return !cnf.TryGetProperty(name, out var member) || (value = StrictJson.StringOrNull(member)) is { Length: > 0 };
    }
}
