using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Request objects by value (RFC 9101), signed, perhaps encrypted for the server.</summary>
internal sealed class RequestObjects(TestAuthorizationServer server)
{
    /// <summary>What doesn't become a parameter: the claims of the JWT itself.</summary>
    private static readonly string[] _jwtClaims = [ClaimNames.Issuer, ClaimNames.Audience, ClaimNames.ExpiresAt, ClaimNames.IssuedAt, ClaimNames.NotBefore, ClaimNames.TokenId];

    /// <summary>The parameters inside the request object; those given where there is none and none is needed; null where it is refused.</summary>
    public RequestValues? Unpack(TestClient client, RequestValues values, out SignInRefusal? refusal)
    {
        refusal = null;
        if (values[ParameterNames.Request] is { } text)
        {
            return Read(client, text, out var fault) is { } claims ? ToValues(claims) : Refuse(ErrorCodes.InvalidRequestObject, fault, out refusal);
        }

        return server.Authorization.RequiresSignedRequestObjects || client.RequiresSignedRequestObjects
            ? Refuse(ErrorCodes.InvalidRequest, "The request must be a signed request object.", out refusal)
            : values;
    }

    private JsonObject? Read(TestClient client, string text, out string fault)
    {
        // RFC 9101 section 6.1: decrypted with a key of the server's first.
        if (text.Count(letter => letter == '.') == 4)
        {
            text = server.EncryptionKeys.Decrypt(text) ?? "";
        }

        // RFC 9101 section 6.2: signed with a key of the client's, by the algorithm that it registered.
        fault = "The request object isn't a signed JWT, or can't be decrypted.";
        if (SignedJwt.Parse(text) is not { } jwt)
        {
            return null;
        }

        fault = "The request object isn't signed by a key of TestClient.Jwks, or by another algorithm than registered.";
        if (!jwt.IsSignedBy(client.Jwks) || (client.RequestObjectAlgorithm is { } algorithm && jwt.Algorithm?.Name != algorithm))
        {
            return null;
        }

        // RFC 9101 section 10.8.
        fault = "The typ of the request object is oauth-authz-req+jwt.";
        if (jwt.Type is not (JoseNames.AuthorizationRequestType or "application/" + JoseNames.AuthorizationRequestType))
        {
            return null;
        }

        // RFC 9101 sections 4 and 5.
        fault = "The iss and client_id of the request object are the client, its aud the issuer, and its exp is ahead.";
        if (jwt.Claims.ReadString(ClaimNames.Issuer) != client.ClientId
            || jwt.Claims.ReadString(ParameterNames.ClientId) != client.ClientId
            || !jwt.Claims.ReadStrings(ClaimNames.Audience).Contains(server.Issuer)
            || !server.Assertions.IsInTime(jwt))
        {
            return null;
        }

        fault = "The request object has a request, a request_uri, or the client as its sub (RFC 9101 sections 4 and 10.8).";
        return jwt.Claims.ContainsKey(ParameterNames.Request) || jwt.Claims.ContainsKey(ParameterNames.RequestUri) || jwt.Claims.ReadString(ClaimNames.Subject) == client.ClientId ? null : jwt.Claims;
    }

    private static RequestValues ToValues(JsonObject claims)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in claims)
        {
            if (value is null || _jwtClaims.Contains(name))
            {
                continue;
            }

            // RFC 8707 section 2: several resources are an array; every other array and object is JSON.
            JsonNode?[] nodes = name == ParameterNames.Resource && value is JsonArray array ? [.. array] : [value];
            foreach (var node in nodes)
            {
                values.Add(new(name, node is JsonValue single && single.TryGetValue(out string? text) ? text : node?.ToJsonString() ?? ""));
            }
        }

        return new RequestValues(values, StringComparer.Ordinal, Redaction.ShownParameters);
    }

    private static RequestValues? Refuse(string error, string description, out SignInRefusal? refusal)
    {
        refusal = new(error, description);
        return null;
    }
}
