using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The WebFinger document (<see href="https://www.rfc-editor.org/rfc/rfc7033#section-4">RFC 7033 section 4</see>), at <c>/.well-known/webfinger</c>: it says that this server is the issuer of every address that is asked for.</summary>
public sealed class WebFingerEndpoint : TestEndpoint
{
    private readonly TestAuthorizationServer _server;

    internal WebFingerEndpoint(TestAuthorizationServer server)
        : base("webfinger", "GET", "/.well-known/webfinger")
    {
        _server = server;
    }

    /// <summary>The endpoint's whole address.</summary>
    public string Address => _server.Address + Path;

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private TestResponse Respond(TestRequest request)
    {
        // Section 4.2: one resource.
        if (request.Query.GetAll(WebFingerNames.Resource) is not [{ Length: > 0 } resource])
        {
            return TestResponse.Text("The request has no resource.", statusCode: 400);
        }

        // Section 4.3: a rel leaves only its links.
        var rels = request.Query.GetAll(WebFingerNames.Relation);
        var links = new JsonArray();
        if (rels.Count == 0 || rels.Contains(WebFingerNames.IssuerRelation))
        {
            links.Add((JsonNode)new JsonObject { [WebFingerNames.Relation] = WebFingerNames.IssuerRelation, [WebFingerNames.Href] = _server.Issuer });
        }

        return TestResponse.Text(new JsonObject { [WebFingerNames.Subject] = resource, [WebFingerNames.Links] = links }.ToJsonString(), MediaTypes.Jrd).WithHeader(HeaderNames.AccessControlAllowOrigin, "*");
    }
}
