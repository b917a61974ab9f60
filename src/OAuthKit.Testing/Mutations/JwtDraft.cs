using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A JWT that a server is about to write, for a <see cref="Mutation"/> to change.</summary>
/// <example><code>server.Mutations.IdToken(Mutation.Jwt(draft => draft.Header["x5u"] = "https://evil.test/cert"));</code></example>
public sealed class JwtDraft
{
    internal JwtDraft(TestSigningKey key, string? type, JsonObject claims)
    {
        SigningKey = key;
        Header = Jws.CreateHeader(key, type, more: null);
        Claims = claims;
    }

    /// <summary>The members of the header.</summary>
    public JsonObject Header { get; }

    /// <summary>The claims.</summary>
    public JsonObject Claims { get; }

    /// <summary>The key that signs. Setting it leaves the header as it is; null leaves the signature empty.</summary>
    public TestSigningKey? SigningKey { get; set; }

    /// <summary>Changes the JSON text of the header before it is encoded, for what a <see cref="JsonObject"/> can't say, such as a name that comes twice.</summary>
    /// <value>Default: null.</value>
    public Func<string, string>? HeaderText { get; set; }

    /// <summary>Changes the JSON text of the claims before it is encoded.</summary>
    /// <value>Default: null.</value>
    public Func<string, string>? ClaimsText { get; set; }

    /// <summary>Changes the signature.</summary>
    /// <value>Default: null.</value>
    public Func<byte[], byte[]>? Signature { get; set; }

    /// <summary>Changes the signed JWT as text, before it is encrypted for a client that wants that.</summary>
    /// <value>Default: null.</value>
    public Func<string, string>? Text { get; set; }

    /// <summary>How it is encrypted; null sends it signed only.</summary>
    /// <value>Default: as the client is registered.</value>
    public TestEncryption? Encryption { get; set; }

    /// <summary>Changes the encrypted JWT as text. It isn't called where nothing is encrypted.</summary>
    /// <value>Default: null.</value>
    public Func<string, string>? EncryptedText { get; set; }

    internal string Write()
    {
        var content = Encode(Header, HeaderText) + "." + Encode(Claims, ClaimsText);
        var signature = SigningKey?.Sign(Encoding.UTF8.GetBytes(content)) ?? [];
        var text = content + "." + Base64Url.EncodeToString(Signature?.Invoke(signature) ?? signature);
        return Text?.Invoke(text) ?? text;
    }

    private static string Encode(JsonObject json, Func<string, string>? change)
    {
        var text = json.ToJsonString();
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(change?.Invoke(text) ?? text));
    }
}
