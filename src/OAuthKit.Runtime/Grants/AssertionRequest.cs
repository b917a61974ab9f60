namespace OAuthKit;

/// <summary>For whom an assertion is made: see <see cref="JwtBearerGrant"/> and <see cref="Saml2BearerGrant"/>.</summary>
public sealed class AssertionRequest
{
    internal AssertionRequest(string clientId, string? issuer, Uri tokenEndpoint, TimeProvider time)
    {
        ClientId = clientId;
        Issuer = issuer;
        TokenEndpoint = tokenEndpoint;
        TimeProvider = time;
    }

    /// <summary>The client that will send it.</summary>
    public string ClientId { get; }

    /// <summary>
    /// The issuer of the authorization server, the audience to name in it
    /// (<see href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523 section 3</see>); null where it isn't known.
    /// </summary>
    public string? Issuer { get; }

    /// <summary>The token endpoint, which some servers want named instead.</summary>
    public Uri TokenEndpoint { get; }

    internal TimeProvider TimeProvider { get; }

    /// <summary>What the profile of the client demands.</summary>
    internal ProfileRules? Rules { get; private init; }

    internal static async ValueTask<AssertionRequest> OfAsync(OAuthClient client, CancellationToken cancellationToken)
    {
        var metadata = await client.Server.FindAsync(Endpoint.Token, cancellationToken).ConfigureAwait(false);
        return new(client.ClientId, client.Server.Issuer, client.Server.UrlOf(Endpoint.Token, metadata), client.Options.TimeProvider) { Rules = client.Rules };
    }
}
