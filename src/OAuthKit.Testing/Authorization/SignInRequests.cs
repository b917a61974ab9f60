namespace OAuthKit.Testing;

/// <summary>Opens authorization requests: plain ones, those in a request object, and those that were pushed before.</summary>
internal sealed class SignInRequests(TestAuthorizationServer server)
{
    private readonly SignInRequestReader _reader = new(server);
    private readonly RequestObjects _requestObjects = new(server);
    private readonly SecretTable<PushedRequest> _pushed = new();

    /// <summary>Opens what a browser brings.</summary>
    public SignInRequest? Open(RequestValues values, out SignInRefusal? refusal)
    {
        if (values.GetAll(ParameterNames.ClientId) is not [var clientId] || server.FindClient(clientId) is not { } client)
        {
            refusal = new(ErrorCodes.InvalidClient, "The client is unknown.");
            return null;
        }

        if (values[ParameterNames.RequestUri] is { } requestUri)
        {
            // RFC 9126 sections 2.2 and 4: the client's own, in time, and once.
            if (_pushed.Find(requestUri) is not { } pushed || pushed.ClientId != clientId || server.TimeProvider.GetUtcNow() >= pushed.ExpiresAt || !pushed.TryUse())
            {
                refusal = new(ErrorCodes.InvalidRequest, "The request_uri is unknown, another client's, expired or used.");
                return null;
            }

            return _reader.Read(client, pushed.Values, out refusal);
        }

        if (_requestObjects.Unpack(client, values, out refusal) is not { } plain || _reader.Read(client, plain, out refusal) is not { } request)
        {
            return null;
        }

        // RFC 9126 section 5.
        if (server.PushedAuthorization.IsRequired || client.RequiresPushedAuthorizationRequests)
        {
            refusal = new(ErrorCodes.InvalidRequest, "Authorization requests must be pushed.", request.Target);
            return null;
        }

        return request;
    }

    /// <summary>Takes what a client pushes.</summary>
    public string? Push(TestClient client, TestRequest request, TimeSpan lifetime, out SignInRefusal? refusal)
    {
        if (_requestObjects.Unpack(client, request.Form, out refusal) is not { } plain || _reader.Read(client, plain, out refusal) is null)
        {
            return null;
        }

        // RFC 9449 section 10.1: the key of the proof is that of the code, and no other is named.
        if (request.DpopThumbprint is { } key)
        {
            if ((plain[ParameterNames.DpopJkt] ?? key) != key)
            {
                refusal = new(ErrorCodes.InvalidDpopProof, "The dpop_jkt isn't the key of the proof.", null);
                return null;
            }

            plain = plain.With(ParameterNames.DpopJkt, key);
        }

        var requestUri = "urn:ietf:params:oauth:request_uri:" + RandomText.Create(32);
        _pushed.Add(requestUri, new PushedRequest(client.ClientId, plain, server.TimeProvider.GetUtcNow() + lifetime));
        return requestUri;
    }
}
