namespace OAuthKit.Testing;

/// <summary>RFC 6749 section 4.3.</summary>
internal sealed class PasswordTestGrant : TestGrant
{
    public override string GrantType => GrantTypes.Password;

    protected internal override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private static TestResponse Respond(TestTokenRequest request)
    {
        if (request.Form[ParameterNames.UserName] is not { } name || request.Form[ParameterNames.Password] is not { } password)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no username or no password.");
        }

        if (request.Server.FindUser(name)?.HasPassword(password) != true)
        {
            return TestResponse.Error(ErrorCodes.InvalidGrant, "The user is unknown, or the password is wrong.");
        }

        return request.IssueUserTokens(name);
    }
}
