namespace OAuthKit.Testing;

internal sealed class ClientCredentialsTestGrant : TestGrant
{
    public override string GrantType => GrantTypes.ClientCredentials;

    protected internal override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) =>

        // RFC 6749 section 4.4: confidential clients only.
        new(request.Client.IsPublic
            ? TestResponse.Error(ErrorCodes.UnauthorizedClient, "A public client can't use the client credentials grant.")
            : request.IssueAccessToken(request.Client.ClientId));
}
