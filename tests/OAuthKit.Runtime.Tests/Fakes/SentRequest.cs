using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>A request as a server saw it.</summary>
internal sealed record SentRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>The form, decoded as a server decodes it.</summary>
    public ILookup<string, string> Form => Body.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToLookup(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));

    /// <summary>The JWT by which the client proved itself.</summary>
    public DecodedJwt ClientAssertion => new(Assert.Single(Form["client_assertion"]));

    /// <summary>The proof of a key, verified by hand: its own signature, and this method and URL (RFC 9449 section 4.3).</summary>
    public DecodedJwt Proof
    {
        get
        {
            var proof = new DecodedJwt(Headers["DPoP"]);
            Assert.True(proof.IsSignedBy(proof.Header.GetProperty("jwk").GetRawText()));
            Assert.Equal("dpop+jwt", proof.Header.GetProperty("typ").GetString());
            Assert.Equal(Method, proof.Text("htm"));
            Assert.Equal(Url.GetLeftPart(UriPartial.Path), proof.Text("htu"));
            return proof;
        }
    }

    public bool HasProof => Headers.ContainsKey("DPoP");

    /// <summary>The thumbprint of the key of <see cref="Proof"/> (RFC 7638): its members stand there in the order that this wants.</summary>
    public string ProofKey => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Proof.Header.GetProperty("jwk").GetRawText())));

    /// <summary>The nonce of <see cref="Proof"/>; null where it has none.</summary>
    public string? ProofNonce => Proof.Claims.TryGetProperty("nonce", out var nonce) ? nonce.GetString() : null;

    public static async Task<SentRequest> OfAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
        {
            headers[name] = values.ToString();
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return new(request.Method.Method, request.RequestUri!, headers, body);
    }
}
