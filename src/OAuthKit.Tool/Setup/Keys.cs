using System.Security.Cryptography;
using System.Text.Json;
using OAuthKit.Tool.Options;
using System.CommandLine;

namespace OAuthKit.Tool.Setup;

/// <summary>Keys from files.</summary>
internal static class Keys
{
    public static SigningKey ReadSigningKey(string path, Option option, ToolRun run)
    {
        try
        {
            return SigningKey.FromFile(path, new SigningKeyOptions { Algorithm = run.Get(ToolOptions.AssertionAlg) });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file of {option.Name} can't be read: {path}");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or FormatException)
        {
            throw new UsageException($"The file of {option.Name} isn't a private key that can sign{(run.Get(ToolOptions.AssertionAlg) is null ? " without --assertion-alg" : " by " + run.Get(ToolOptions.AssertionAlg))}: it is a JWK, PEM or PKCS #12, and an RSA key needs its algorithm.");
        }
    }

    /// <summary>The key of --decryption-key with the algorithm that it is for; null where there is none.</summary>
    public static (DecryptionKey Key, string Algorithm)? ReadDecryptionKey(ToolRun run)
    {
        if (run.Get(ToolOptions.DecryptionKey) is not { } path)
        {
            return null;
        }

        var text = ToolRun.Read(path, ToolOptions.DecryptionKey);
        try
        {
            return text.TrimStart().StartsWith('{') ? FromJwk(text) : FromPem(text);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or FormatException or JsonException)
        {
            throw new UsageException("The file of --decryption-key isn't a private key: it is a JWK, or PEM.");
        }
    }

    private static (DecryptionKey, string) FromJwk(string json)
    {
        using var document = JsonDocument.Parse(json);
        var algorithm = document.RootElement.TryGetProperty("alg", out var alg) ? alg.GetString() : null;
        var isEc = document.RootElement.TryGetProperty("kty", out var kty) && kty.ValueEquals("EC");
        return (DecryptionKey.FromJwk(json), algorithm ?? (isEc ? JweAlgorithms.EcdhEs : JweAlgorithms.RsaOaep256));
    }

    private static (DecryptionKey, string) FromPem(string pem)
    {
        try
        {
            return (DecryptionKey.FromRsaPem(pem), JweAlgorithms.RsaOaep256);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return (DecryptionKey.FromEcPem(pem), JweAlgorithms.EcdhEs);
        }
    }
}
