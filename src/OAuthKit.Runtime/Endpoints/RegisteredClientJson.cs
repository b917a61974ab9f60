using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The form in which a <see cref="RegisteredClient"/> is kept: that of the server's answer.</summary>
internal static class RegisteredClientJson
{
    public static string Write(RegisteredClient client)
    {
        using var buffer = new PooledBuffer(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(Wire.ClientId, client.ClientId);
            WriteTime(writer, RegistrationNames.ClientIdIssuedAt, client.ClientIdIssuedAt);
            if (client.ClientSecret is { } secret)
            {
                writer.WriteString(Wire.ClientSecret, secret.Reveal());
                WriteTime(writer, RegistrationNames.ClientSecretExpiresAt, client.ClientSecretExpiresAt ?? DateTimeOffset.UnixEpoch);
            }

            if (client.RegistrationAccessToken is { } token)
            {
                writer.WriteString(RegistrationNames.RegistrationAccessToken, token.Reveal());
            }

            if (client.RegistrationClientUri is { } uri)
            {
                writer.WriteString(RegistrationNames.RegistrationClientUri, uri);
            }

            ClientMetadataJson.Write(writer, client.Metadata);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.Written.Span);
    }

    public static RegisteredClient Read(string json)
    {
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json))
            ?? throw new FormatException("The text isn't a registration: one JSON object without duplicate names.");
        try
        {
            return RegistrationEndpoint.Read(document.RootElement);
        }
        catch (OAuthException e)
        {
            throw new FormatException("The text isn't a registration: " + e.Message, e);
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            writer.WriteNumber(name, at.ToUnixTimeSeconds());
        }
    }
}
