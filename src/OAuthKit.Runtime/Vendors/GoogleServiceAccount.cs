using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A service account of Google by its JSON key: tokens for a JWT that the key signs
/// (<see href="https://developers.google.com/identity/protocols/oauth2/service-account#httprest">Google, Using OAuth 2.0 for server to
/// server applications</see>), by the grant of <see href="https://www.rfc-editor.org/rfc/rfc7523#section-2.1">RFC 7523 section 2.1</see>.
/// The client doesn't authenticate besides.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<GoogleServiceAccount>))]
public sealed class GoogleServiceAccount
{
    private const string TokenUri = "https://oauth2.googleapis.com/token";

    // Google takes an hour at most.
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(5);

    private readonly JwsWriter _writer;

    private GoogleServiceAccount(string clientEmail, JwsSigner key)
    {
        ClientEmail = clientEmail;
        _writer = new JwsWriter(key, JoseNames.Jwt);
    }

    /// <summary>The e-mail address that names the account.</summary>
    public string ClientEmail { get; }

    /// <summary>Reads a key file, whose text is a secret.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The account.</returns>
    /// <exception cref="ArgumentException">It isn't a key of a service account, or names another token endpoint than Google's. The message holds nothing of it.</exception>
    public static GoogleServiceAccount Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(json)) ?? throw Malformed("is one JSON object without duplicate names", nameof(json));
        var key = document.RootElement;
        if (StrictJson.StringOrNull(key, "type") != "service_account")
        {
            throw Malformed("has the type service_account", nameof(json));
        }

        // A file can't send assertions of its key to another server.
        if (StrictJson.StringOrNull(key, "token_uri") != TokenUri)
        {
            throw Malformed($"has {TokenUri} as its token_uri", nameof(json));
        }

        if (StrictJson.StringOrNull(key, "client_email") is not { Length: > 0 } email
            || StrictJson.StringOrNull(key, "private_key") is not { Length: > 0 } pem
            || StrictJson.StringOrNull(key, "private_key_id") is not { Length: > 0 } keyId)
        {
            throw Malformed("has client_email, private_key and private_key_id", nameof(json));
        }

        return new(email, SigningKey.FromPem(pem, new SigningKeyOptions { KeyId = keyId, Algorithm = JwsAlgorithms.RS256 }));
    }

    /// <summary>The client whose token endpoint takes the account's JWTs. Nothing is sent yet.</summary>
    /// <param name="options">How to talk to Google.</param>
    /// <returns>The client, which disposes its server with itself.</returns>
    public OAuthClient CreateClient(BackchannelOptions? options = null) => new(
        AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = TokenUri }, null, options),
        new SilentAuthentication(ClientEmail),
        options,
        ownsServer: true);

    /// <summary>A grant for tokens of the account, or of a user whom it stands for. Keep it: tokens are kept for each grant.</summary>
    /// <param name="scope">The scopes, separated by spaces. They stand in the JWT.</param>
    /// <param name="subject">The user, where the account has domain-wide delegation. The default, null, is the account itself.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="ArgumentException">The scope isn't one, or the subject is empty.</exception>
    public JwtBearerGrant CreateGrant(string scope, string? subject = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scope);
        ScopeText.Validate(scope);
        if (subject is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        }

        return new JwtBearerGrant((request, cancellationToken) => SignAsync(request, scope, subject, cancellationToken));
    }

    /// <summary>The account, without its key.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"service account {ClientEmail}";

    private async ValueTask<Assertion> SignAsync(AssertionRequest request, string scope, string? subject, CancellationToken cancellationToken)
    {
        using var jwt = _writer.Begin();
        jwt.Claims.WriteString(JoseNames.Iss, ClientEmail);
        if (subject is not null)
        {
            jwt.Claims.WriteString(JoseNames.Sub, subject);
        }

        jwt.Claims.WriteString(JoseNames.Aud, TokenUri);
        jwt.Claims.WriteString(Wire.Scope, scope);
        AssertionClaims.WriteValidity(jwt.Claims, request.TimeProvider.GetUtcNow(), _lifetime);
        return Assertion.Parse(await jwt.SignAsync(cancellationToken).ConfigureAwait(false));
    }

    private static ArgumentException Malformed(string expected, string parameter) =>
        new($"This isn't the key of a Google service account, which {expected}. Give the JSON file that Google made.", parameter);

    /// <summary>The assertion says who asks: nothing is added.</summary>
    private sealed class SilentAuthentication(string clientId) : ClientAuthentication(clientId)
    {
        public override string Method => AuthenticationMethods.None;

        protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
