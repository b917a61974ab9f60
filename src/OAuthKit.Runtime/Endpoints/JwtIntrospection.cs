using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The introspection response as a JWT (RFC 9701).</summary>
internal static class JwtIntrospection
{
    private const string Subject = "introspection response";

    // It is made for each request (section 5), so an old one is a replay.
    private static readonly TimeSpan _longestAge = TimeSpan.FromMinutes(10);

    public static async Task<Introspection> ReadAsync(BackchannelResponse response, JwtIntrospectionOptions options, OAuthClient client, CancellationToken cancellationToken)
    {
        var issuer = client.Server.Issuer ?? throw new InvalidOperationException("A signed introspection response can only be checked where the issuer of the authorization server is known: give it.");
        EndpointResponse.ThrowIfRefused(response, Endpoint.Introspection);
        // Section 4: what was asked for. Plain JSON would be a downgrade.
        if (!response.Is(IntrospectionNames.MediaType))
        {
            throw Fault($"The introspection response isn't served as {IntrospectionNames.MediaType} (RFC 9701 section 5), although that was asked for. Check that the client is registered for signed responses.");
        }

        var text = Decrypt(Encoding.Latin1.GetString(response.Body.Span), options);
        // Section 5: the type is there, and no other JWT of the server has it.
        var rules = new JwtRules(Subject, options.SigningAlgorithm, IntrospectionNames.Type, typeIsRequired: true);
        using var document = await JwtVerifier.VerifyAsync(text, rules, client.Server.Keys, cancellationToken).ConfigureAwait(false);
        return Read(document.RootElement, issuer, client.ClientId, client.Options.TimeProvider);
    }

    /// <summary>The claims of a response whose signature is verified, in the order of section 5.</summary>
    internal static Introspection Read(JsonElement root, string issuer, string clientId, TimeProvider time)
    {
        var claims = new JwtClaims(root, Subject, time);
        claims.CheckIssuer(issuer);
        claims.CheckAudience(clientId);
        claims.CheckIssuedAt(_longestAge);
        claims.CheckLifetime();
        // Data stand nowhere else: the claims of the envelope are about the envelope.
        if (!root.TryGetProperty(IntrospectionNames.TokenIntrospection, out var members) || members.ValueKind != JsonValueKind.Object)
        {
            throw Fault("The introspection response has no object \"token_introspection\" (RFC 9701 section 5). Treat the token as invalid.");
        }

        return IntrospectionEndpoint.ReadMembers(members);
    }

    private static string Decrypt(string text, JwtIntrospectionOptions options)
    {
        if (options.DecryptionKeys.Count == 0)
        {
            return text;
        }

        var content = ContentEncryption.Find(options.ContentEncryption)!;
        return JweDecrypter.Decrypt(text, new JweRules(Subject, options.EncryptionAlgorithm, content, options.DecryptionKeys));
    }

    private static OAuthException Fault(string message) => new(OAuthFault.IntrospectionFormat, message);
}
