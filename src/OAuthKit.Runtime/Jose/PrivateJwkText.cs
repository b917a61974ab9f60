using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Private keys in the form of RFC 7517, written. Nothing public gives them out.</summary>
internal static class PrivateJwkText
{
    /// <summary>The key; null where it can't be exported.</summary>
    public static string? TryWrite(ECDsa? ec, RSA? rsa, string algorithm)
    {
        var json = new ArrayBufferWriter<byte>(512);
        try
        {
            using (var writer = new Utf8JsonWriter(json))
            {
                writer.WriteStartObject();
                writer.WriteString(JoseNames.Alg, algorithm);
                if (ec is not null)
                {
                    Write(writer, ec.ExportParameters(includePrivateParameters: true));
                }
                else
                {
                    Write(writer, rsa!.ExportParameters(includePrivateParameters: true));
                }

                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(json.WrittenSpan);
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            json.Clear();
        }
    }

    private static void Write(Utf8JsonWriter writer, ECParameters key)
    {
        writer.WriteString(JoseNames.Kty, JoseNames.Ec);
        writer.WriteString(JoseNames.Crv, EcCurve.Of(key)!.Name);
        Write(writer, JoseNames.X, key.Q.X);
        Write(writer, JoseNames.Y, key.Q.Y);
        Write(writer, JoseNames.D, key.D);
        CryptographicOperations.ZeroMemory(key.D);
    }

    private static void Write(Utf8JsonWriter writer, RSAParameters key)
    {
        writer.WriteString(JoseNames.Kty, JoseNames.Rsa);
        Write(writer, JoseNames.N, key.Modulus);
        Write(writer, JoseNames.E, key.Exponent);
        Write(writer, JoseNames.D, key.D);
        Write(writer, JoseNames.P, key.P);
        Write(writer, JoseNames.Q, key.Q);
        Write(writer, JoseNames.Dp, key.DP);
        Write(writer, JoseNames.Dq, key.DQ);
        Write(writer, JoseNames.Qi, key.InverseQ);
        RsaPrimes.Wipe(key);
    }

    private static void Write(Utf8JsonWriter writer, string name, byte[]? value) => writer.WriteString(name, Base64Url.EncodeToUtf8(value));
}
