using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit.Fuzz.Targets;

/// <summary>An OpenID provider in memory, with one key, at one moment.</summary>
internal sealed class Provider : HttpMessageHandler
{
    public const string Issuer = "https://login.example.com";
    public const string ClientId = "client";
    public const string Nonce = "n-1";

    private static readonly ECDsa _key = ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        // Of RFC 7515 appendix A.3.
        D = Base64Url.DecodeFromChars("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"),
        Q = new() { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
    });

    public const string X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    public const string Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public byte[] Metadata { get; set; } = Encoding.UTF8.GetBytes(
        $$"""{"issuer":"{{Issuer}}","authorization_endpoint":"{{Issuer}}/authorize","token_endpoint":"{{Issuer}}/token","jwks_uri":"{{Issuer}}/jwks","authorization_response_iss_parameter_supported":true}""");

    public byte[] Jwks { get; set; } = Encoding.UTF8.GetBytes($$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"k1","use":"sig","alg":"ES256","x":"{{X}}","y":"{{Y}}"}]}""");

    public BackchannelOptions Options => new() { Handler = this, TimeProvider = new Moment() };

    public static string Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var input = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{input}.{Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(input), HashAlgorithmName.SHA256))}";
    }

    public OAuthClient CreateClient(AuthorizationServer server) =>
        new(server, ClientAuthentication.None(ClientId), Options) { IdTokens = new IdTokenOptions { SigningAlgorithm = JwsAlgorithms.ES256 } };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(request.RequestUri!.AbsolutePath == "/jwks" ? Jwks : Metadata);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }

    private sealed class Moment : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
