using System.Text;

namespace OAuthKit.Testing;

internal sealed class ClientSecretBasicAuthenticator : ClientAuthenticator
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string Method => AuthenticationMethods.ClientSecretBasic;

    public override bool IsTried(TestAuthorizationServer server, TestRequest request) => request.Headers.Contains(HeaderNames.Authorization);

    public override string? ReadClientId(TestRequest request) => Read(request)?.ClientId;

    public override bool Proves(TestAuthorizationServer server, TestRequest request, TestClient client) => Read(request) is { } credentials && client.HasSecret(credentials.Secret);

    /// <summary>RFC 6749 section 2.3.1: base64, then one colon, then form decoding of both halves.</summary>
    private static (string ClientId, string Secret)? Read(TestRequest request)
    {
        if (request.Headers.GetAll(HeaderNames.Authorization) is not [var header]
            || header.Split(' ', 2) is not [var scheme, var encoded]
            || !scheme.Equals(AuthenticationSchemes.Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var text = _strictUtf8.GetString(Convert.FromBase64String(encoded.Trim()));
            return text.Split(':') is [var clientId, var secret] ? (FormDecoder.Decode(clientId), FormDecoder.Decode(secret)) : null;
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
