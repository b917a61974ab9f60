using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>How a server behaves that stands for one of a vendor. By itself it has the vendor's addresses, error codes and separator of scopes.</summary>
internal class VendorPersonality(VendorProfile profile)
{
    public static readonly VendorPersonality None = new PlainPersonality();

    protected VendorProfile Profile { get; } = profile;

    public static VendorPersonality Of(VendorProfile? profile) => profile?.Name switch
    {
        null => None,
        "Auth0" or "Auth0ManagementApi" => new Auth0Personality(profile),
        "EntraId" or "EntraExternalId" => new EntraPersonality(profile),
        "GitHub" => new GitHubPersonality(profile),
        _ => new VendorPersonality(profile),
    };

    /// <summary>The format of access tokens.</summary>
    public virtual AccessTokenFormat Format(AccessTokenFormat format) => format;

    /// <summary>The claims of an ID token.</summary>
    public virtual void Claim(JsonObject claims)
    {
    }

    /// <summary>What the metadata say.</summary>
    public virtual void Describe(JsonObject metadata)
    {
    }

    /// <summary>What the token endpoint refuses; null where nothing.</summary>
    public virtual TestResponse? Refuse(TestRequest request) => null;

    /// <summary>The answer of an endpoint for clients.</summary>
    public virtual TestResponse Answer(TestRequest request, TestResponse response)
    {
        if (response.ContentType == MediaTypes.Json && JsonNode.Parse(response.Body.Span) is JsonObject body && Change(body))
        {
            response.Body = JsonBytes(body);
        }

        return response;
    }

    protected static ReadOnlyMemory<byte> JsonBytes(JsonObject body) => System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());

    // The vendor's own code for what is meant: the first that stands for it.
    private bool Change(JsonObject body)
    {
        var isChanged = false;
        if (body[ParameterNames.Error] is JsonValue value && value.TryGetValue(out string? error) && OwnCode(error) is { } own)
        {
            body[ParameterNames.Error] = own;
            isChanged = true;
        }

        if (Profile.Quirks.ScopeSeparator != ' ' && body[ParameterNames.Scope] is JsonValue scope && scope.TryGetValue(out string? scopes))
        {
            body[ParameterNames.Scope] = scopes.Replace(' ', Profile.Quirks.ScopeSeparator);
            isChanged = true;
        }

        return isChanged;
    }

    private string? OwnCode(string error)
    {
        foreach (var (own, meant) in Profile.Quirks.ErrorCodes)
        {
            if (meant == error)
            {
                return own;
            }
        }

        return null;
    }

    private sealed class PlainPersonality() : VendorPersonality(null!)
    {
        public override TestResponse Answer(TestRequest request, TestResponse response) => response;
    }
}
