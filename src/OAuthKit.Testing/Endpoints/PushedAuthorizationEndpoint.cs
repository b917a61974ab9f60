using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The pushed authorization request endpoint (<see href="https://www.rfc-editor.org/rfc/rfc9126#section-2">RFC 9126 section 2</see>), at <c>/par</c>. Its request URIs work once.</summary>
/// <example><code>server.PushedAuthorization.IsRequired = true;</code></example>
public sealed class PushedAuthorizationEndpoint : ClientEndpoint
{
    internal PushedAuthorizationEndpoint(TestAuthorizationServer server)
        : base(server, "pushed_authorization", "/par")
    {
    }

    /// <summary>Whether authorization requests that weren't pushed are refused (<see href="https://www.rfc-editor.org/rfc/rfc9126#section-5">RFC 9126 section 5</see>).</summary>
    /// <value>Default: false.</value>
    public bool IsRequired { get; set; }

    /// <summary>How long a request URI lives, in whole seconds.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(1);

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.PushedAuthorizationRequestEndpoint] = Address;
        metadata[MetadataNames.RequirePushedAuthorizationRequests] = IsRequired;
    }

    private protected override async ValueTask<TestResponse> RespondAsync(TestClient client, TestRequest request, CancellationToken cancellationToken) =>
        await Server.Dpop.RefuseAsync(request, isRequired: false, cancellationToken).ConfigureAwait(false) ?? Respond(client, request);

    private TestResponse Respond(TestClient client, TestRequest request)
    {
        // Section 2.1: the client_id is a parameter of every authorization request, and no request refers to another.
        if (request.Form[ParameterNames.ClientId] != client.ClientId || request.Form.Contains(ParameterNames.RequestUri))
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no client_id, or it has a request_uri.");
        }

        return Server.SignIns.Push(client, request, Lifetime, out var refusal) is { } requestUri
            ? TestResponse.Json(new JsonObject { [ParameterNames.RequestUri] = requestUri, [ParameterNames.ExpiresIn] = (long)Lifetime.TotalSeconds }, 201).WithHeader(HeaderNames.CacheControl, "no-store")
            : TestResponse.Error(refusal!.Error, refusal.Description);
    }
}
