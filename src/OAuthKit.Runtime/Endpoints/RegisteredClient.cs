using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A client as an authorization server has registered it
/// (<see href="https://www.rfc-editor.org/rfc/rfc7591#section-3.2.1">RFC 7591 section 3.2.1</see>): its identifier, its secret
/// where it has one, and what was registered, which may be something else than was asked for.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<RegisteredClient>))]
public sealed class RegisteredClient
{
    internal RegisteredClient(string clientId, ClientMetadata metadata)
    {
        ClientId = clientId;
        Metadata = metadata;
    }

    /// <summary>The client identifier.</summary>
    public string ClientId { get; }

    /// <summary>The client secret, where the server issued one. It knows when it ends, and isn't sent any more from then on.</summary>
    public ClientSecret? ClientSecret { get; internal init; }

    /// <summary>When the secret ends; null where it doesn't.</summary>
    public DateTimeOffset? ClientSecretExpiresAt => ClientSecret?.ExpiresAt;

    /// <summary>When the identifier was issued, where the server said so.</summary>
    public DateTimeOffset? ClientIdIssuedAt { get; internal init; }

    /// <summary>The token that reads, changes and deletes the registration (<see href="https://www.rfc-editor.org/rfc/rfc7592#section-3">RFC 7592 section 3</see>); null where the server has no such thing.</summary>
    public AccessToken? RegistrationAccessToken { get; internal init; }

    /// <summary>Where the registration is read, changed and deleted, exactly as the server wrote it; checked to be https when it is used.</summary>
    public string? RegistrationClientUri { get; internal init; }

    /// <summary>What is registered. It holds, whatever was asked for.</summary>
    public ClientMetadata Metadata { get; }

    /// <summary>How the client authenticates, where it needs nothing but what the server issued: by its secret, or not at all.</summary>
    /// <returns>The authentication, which knows when the secret ends.</returns>
    /// <exception cref="OAuthException">The registered method needs more than a secret (<see cref="OAuthFault.RegistrationAuthMethod"/>), or there is none.</exception>
    public ClientAuthentication CreateAuthentication() => RegisteredAuthentication.Create(this);

    /// <summary>
    /// A client that authenticates as the server registered it: by its secret, or not at all. Each of its requests checks that
    /// the secret hasn't ended.
    /// </summary>
    /// <param name="server">The server that registered the client. It isn't disposed with the client.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <returns>The client.</returns>
    /// <exception cref="OAuthException">The secret has ended, or the registered method needs more than a secret.</exception>
    public OAuthClient CreateClient(AuthorizationServer server, BackchannelOptions? options = null) =>
        RegisteredAuthentication.CreateClient(this, server, CreateAuthentication(), options);

    /// <summary>A client that authenticates by a key or certificate of its own.</summary>
    /// <param name="server">The server that registered the client. It isn't disposed with the client.</param>
    /// <param name="authentication">How it authenticates, which must be the registered method.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <param name="certificate">The certificate to bind tokens to; that of the authentication by default, where the client is registered for such tokens.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">It is the authentication of another client, or the client is registered for certificate-bound tokens and there is no certificate.</exception>
    /// <exception cref="OAuthException">The server registered the client for another method.</exception>
    public OAuthClient CreateClient(AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions? options = null, ClientCertificate? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        return RegisteredAuthentication.CreateClient(this, server, authentication, options, certificate);
    }

    /// <summary>The client identifier, and that there is a secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => ClientSecret is null ? $"client {ServerText.Clean(ClientId)}" : $"client {ServerText.Clean(ClientId)} with a secret";

    /// <summary>Writes the registration in the form of the server's answer. The text holds the secret and the token that manages it: encrypt it before it is kept.</summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => RegisteredClientJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON object.</param>
    /// <returns>The registration.</returns>
    /// <exception cref="FormatException">The text isn't a registration. The message doesn't hold it.</exception>
    public static RegisteredClient FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return RegisteredClientJson.Read(json);
    }

    internal RegisteredClient WithManagementOf(RegisteredClient old) => new(ClientId, Metadata)
    {
        ClientSecret = ClientSecret ?? old.ClientSecret,
        ClientIdIssuedAt = ClientIdIssuedAt ?? old.ClientIdIssuedAt,
        RegistrationAccessToken = RegistrationAccessToken ?? old.RegistrationAccessToken,
        RegistrationClientUri = RegistrationClientUri ?? old.RegistrationClientUri,
    };
}
