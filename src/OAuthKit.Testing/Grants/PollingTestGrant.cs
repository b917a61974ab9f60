namespace OAuthKit.Testing;

/// <summary>A grant whose client asks until the user has decided.</summary>
internal abstract class PollingTestGrant(UserApprovalEndpoint endpoint, string parameter) : TestGrant
{
    protected internal override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private TestResponse Respond(TestTokenRequest request)
    {
        if (request.Form[parameter] is not { Length: > 0 } code)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, $"The request has no {parameter}.");
        }

        if (endpoint.FindCode(code) is not { } pending || pending.ClientId != request.Client.ClientId)
        {
            return TestResponse.Error(ErrorCodes.InvalidGrant, $"The {parameter} is unknown, or another client's.");
        }

        var grant = pending.Poll(request.Server.TimeProvider.GetUtcNow(), endpoint.Decision, out var error);
        return grant is null ? TestResponse.Error(error!) : UserTokens.Respond(request, grant);
    }
}
