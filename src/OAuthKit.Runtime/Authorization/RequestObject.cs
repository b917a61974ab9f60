using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

/// <summary>An authorization request as a signed JWT (RFC 9101 section 4), encrypted where that is wanted (section 6.1).</summary>
internal static class RequestObject
{
    private const int IdentifierLength = 16;
    private const int MaxReferenceLength = 512;

    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Puts all parameters into a JWT.</summary>
    public static async ValueTask<string> CreateAsync(FormParameters parameters, RequestObjectOptions options, OAuthClient client, CancellationToken cancellationToken)
    {
        var issuer = client.Server.Issuer
            ?? throw new InvalidOperationException("A request object names the issuer of the server as its audience: give the issuer (RFC 9101 section 4).");
        using var jwt = new JwsWriter(options.Signer, JoseNames.AuthorizationRequestJwt).Begin();
        WriteClaims(jwt.Claims, issuer, client);
        WriteParameters(jwt.Claims, parameters);
        var signed = await jwt.SignAsync(cancellationToken).ConfigureAwait(false);
        if (options.EncryptionAlgorithm is not { } algorithm)
        {
            return signed;
        }

        // Section 6.1: signed first, then encrypted.
        var key = options.EncryptionKey ?? await FindKeyAsync(algorithm, client, cancellationToken).ConfigureAwait(false);
        return JweEncrypter.Encrypt(signed, key, algorithm, ContentEncryption.Find(options.ContentEncryption)!);
    }

    /// <summary>Section 5.2: https or a URN, of at most 512 ASCII characters.</summary>
    public static async ValueTask<string> PublishAsync(string requestObject, RequestObjectOptions options, CancellationToken cancellationToken)
    {
        var reference = await options.Publish!(requestObject, cancellationToken).ConfigureAwait(false);
        return reference is { Length: > 0 and <= MaxReferenceLength } && IsAllowed(reference)
            ? reference
            : throw new InvalidOperationException($"{nameof(RequestObjectOptions)}.{nameof(RequestObjectOptions.Publish)} gave no https URL and no URN of at most {MaxReferenceLength} characters (RFC 9101 section 5.2).");
    }

    private static bool IsAllowed(string reference) => reference.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)
        ? !reference.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E')
        : EndpointUrl.TryParse(reference.Split('#')[0], allowLoopbackHttp: false, out _) && !reference.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E');

    // Section 4: iss and aud. Section 10.8 and FAPI 2.0 Message Signing section 5.3.2: the type, and a short life. No sub: the object could pass for a client assertion.
    private static void WriteClaims(Utf8JsonWriter claims, string issuer, OAuthClient client)
    {
        var now = client.Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        Span<byte> identifier = stackalloc byte[IdentifierLength];
        RandomNumberGenerator.Fill(identifier);
        claims.WriteString(JoseNames.Iss, client.ClientId);
        claims.WriteString(JoseNames.Aud, issuer);
        claims.WriteNumber(JoseNames.Exp, now + (long)_lifetime.TotalSeconds);
        claims.WriteNumber(JoseNames.Nbf, now);
        claims.WriteNumber(JoseNames.Iat, now);
        claims.WriteString(JoseNames.Jti, Base64Url.EncodeToString(identifier));
        claims.WriteString(Wire.ClientId, client.ClientId);
    }

    // Section 4: numbers as numbers, and what is JSON as JSON.
    private static void WriteParameters(Utf8JsonWriter claims, FormParameters parameters)
    {
        var resources = new List<string>();
        foreach (var (name, value) in parameters)
        {
            switch (name)
            {
                case Wire.Resource:
                    resources.Add(value);
                    break;
                case Wire.MaxAge:
                    claims.WriteNumber(name, long.Parse(value, CultureInfo.InvariantCulture));
                    break;
                case Wire.Claims or Wire.AuthorizationDetails:
                    claims.WritePropertyName(name);
                    claims.WriteRawValue(value);
                    break;
                default:
                    claims.WriteString(name, value);
                    break;
            }
        }

        if (resources.Count == 1)
        {
            claims.WriteString(Wire.Resource, resources[0]);
        }
        else if (resources.Count > 1)
        {
            claims.WriteStartArray(Wire.Resource);
            foreach (var resource in resources)
            {
                claims.WriteStringValue(resource);
            }

            claims.WriteEndArray();
        }
    }

    private static async ValueTask<EncryptionKey> FindKeyAsync(string algorithm, OAuthClient client, CancellationToken cancellationToken) =>
        await client.Server.Keys.FindEncryptionKeyAsync(algorithm, cancellationToken).ConfigureAwait(false)
        ?? throw new OAuthException(OAuthFault.RequestObjectKey, $"Among the keys of the authorization server there isn't exactly one for encryption (\"use\":\"enc\") that fits {algorithm}. Give the key, or another algorithm.");
}
