using System.Text.Json;

namespace OAuthKit;

/// <summary>The introspection endpoint (RFC 7662): the request, and the members of the answer.</summary>
internal static class IntrospectionEndpoint
{
    /// <summary>Builds, sends by the credential that the options choose, and reads.</summary>
    public static async Task<Introspection> AskAsync(OAuthClient client, ClientChannel channel, Secret token, IntrospectionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        client.Rules?.Check(options);
        if (options.Authorization is { } authorization)
        {
            using var answer = await channel.SendWithTokenAsync(Endpoint.Introspection, authorization, Build(token, options.Parameters), options.Accept, cancellationToken).ConfigureAwait(false);
            BearerRefusal.ThrowIfRefused(answer, Endpoint.Introspection);
            return await options.ReadAsync(answer, client, cancellationToken).ConfigureAwait(false);
        }

        // RFC 7662 section 2.1: whoever may ask without proof can try tokens until one is active.
        if (client.Authentication is NoClientAuthentication)
        {
            throw new InvalidOperationException("Introspection needs a client that authenticates, or an access token that allows it (IntrospectionOptions.Authorization).");
        }

        using var response = await client.SendAsync(Endpoint.Introspection, token, () => Build(token, options.Parameters), options.Accept, cancellationToken).ConfigureAwait(false);
        return await options.ReadAsync(response, client, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Section 2.1: the token stands in the body only.</summary>
    public static FormParameters Build(Secret token, IReadOnlyDictionary<string, string> parameters)
    {
        var form = new FormParameters
        {
            { Wire.Token, token.Reveal() },
            { Wire.TokenTypeHint, token is RefreshToken ? Wire.RefreshToken : Wire.AccessToken },
        };
        form.AddFurther(parameters);
        return form;
    }

    /// <summary>The answer as plain JSON.</summary>
    public static Introspection Read(BackchannelResponse response)
    {
        using var document = EndpointResponse.ReadObject(response, Endpoint.Introspection);
        return ReadMembers(document.RootElement);
    }

    /// <summary>The members, from wherever they stand.</summary>
    public static Introspection ReadMembers(JsonElement root)
    {
        // Section 2.2: REQUIRED, a boolean. Nothing else means yes.
        if (!root.TryGetProperty(IntrospectionNames.Active, out var active) || active.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw new OAuthException(OAuthFault.IntrospectionActive, "The introspection response has no \"active\" that is true or false (RFC 7662 section 2.2). Treat the token as invalid.");
        }

        // Section 2.2: of an inactive token nothing further is said, and nothing is taken.
        if (active.ValueKind == JsonValueKind.False)
        {
            return Introspection.Inactive;
        }

        return new Introspection(root.Clone())
        {
            Scope = ReadText(root, Wire.Scope),
            ClientId = ReadText(root, Wire.ClientId),
            Username = ReadText(root, IntrospectionNames.Username),
            TokenType = ReadText(root, Wire.TokenType),
            ExpiresAt = ReadTime(root, JoseNames.Exp),
            IssuedAt = ReadTime(root, JoseNames.Iat),
            NotBefore = ReadTime(root, JoseNames.Nbf),
            Subject = ReadText(root, JoseNames.Sub),
            Audience = ReadAudience(root),
            Issuer = ReadText(root, JoseNames.Iss),
            TokenId = ReadText(root, JoseNames.Jti),
            Binding = ReadConfirmation(root),
        };
    }

    // JSON null counts as absent.
    private static string? ReadText(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return StrictJson.StringOrNull(value) ?? throw Invalid(name, "a string");
    }

    private static DateTimeOffset? ReadTime(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return NumericDate.TryRead(value, out var time) ? time : throw Invalid(name, "a number of seconds");
    }

    private static IReadOnlyList<string> ReadAudience(JsonElement root)
    {
        if (!root.TryGetProperty(JoseNames.Aud, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return AudienceClaim.Read(value) ?? throw Invalid(JoseNames.Aud, "a string or a list of strings");
    }

    private static Confirmation? ReadConfirmation(JsonElement root) =>
        Confirmation.TryRead(root, out var confirmation) ? confirmation : throw Invalid(ConfirmationNames.Cnf, "an object whose thumbprints are strings");

    private static OAuthException Invalid(string name, string expected) =>
        new(OAuthFault.IntrospectionMember, $"The \"{name}\" of the introspection response isn't {expected} (RFC 7662 section 2.2). Treat the token as invalid.");
}
