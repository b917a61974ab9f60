using System.Net;

namespace OAuthKit;

/// <summary>Refusals that another token would answer, which only the application can get.</summary>
public sealed class TypedChallengeTests
{
    private const string StepUp = "Bearer error=\"insufficient_user_authentication\", error_description=\"A different authentication level is required\", acr_values=\"myACR urn:mace:incommon:iap:silver\", max_age=\"5\"";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task R283_A_user_who_has_to_sign_in_again_is_a_typed_error_that_says_how_and_is_not_retried(HttpStatusCode status)
    {
        using var rig = new Rig(_ => StubHandler.Challenge(status, "Basic realm=\"x\"", StepUp));

        var e = await Assert.ThrowsAsync<StepUpRequiredException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal(OAuthFault.InsufficientUserAuthentication, e.Code);
        Assert.Equal(["myACR", "urn:mace:incommon:iap:silver"], e.AcrValues);
        Assert.Equal(TimeSpan.FromSeconds(5), e.MaxAge);
        Assert.Contains("myACR", e.Message, StringComparison.Ordinal);
        Assert.Contains("5 seconds", e.Message, StringComparison.Ordinal);
        Assert.Single(rig.Api.Requests);
        Assert.Equal(1, rig.Server.TokenRequests);
    }

    [Fact]
    public async Task R283_What_the_API_wants_goes_into_the_next_sign_in_as_it_is()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized, StepUp));
        var e = await Assert.ThrowsAsync<StepUpRequiredException>(() => rig.Http.GetAsync("orders", Stop));

        var request = new AuthorizationRequest { RedirectUri = "https://rp.example/cb", AcrValues = e.AcrValues, MaxAge = e.MaxAge };

        Assert.Equal(2, request.AcrValues.Count);
    }

    [Theory]
    [InlineData("max_age=\"0\"", 0)]
    [InlineData("max_age=300", 300)]
    [InlineData("max_age=\"-1\"", null)]
    [InlineData("max_age=\"1.5\"", null)]
    [InlineData("max_age=\" 5\"", null)]
    [InlineData("max_age=\"99999999999\"", null)]
    [InlineData("max_age=\"\"", null)]
    [InlineData("realm=\"x\"", null)]
    public async Task R283_A_max_age_is_a_number_of_seconds_or_none(string parameter, int? seconds)
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized, "Bearer error=\"insufficient_user_authentication\", " + parameter));

        var e = await Assert.ThrowsAsync<StepUpRequiredException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal(seconds, e.MaxAge?.TotalSeconds);
        Assert.Empty(e.AcrValues);
        Assert.NotEmpty(e.Message);
    }

    [Fact]
    public async Task R283_It_is_told_after_a_renewal_as_well()
    {
        using var rig = new Rig(request => request.Authorization == Rig.Bearer(1)
            ? StubHandler.Challenge(HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\"")
            : StubHandler.Challenge(HttpStatusCode.Unauthorized, StepUp));

        await Assert.ThrowsAsync<StepUpRequiredException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal(2, rig.Api.Requests.Length);
    }

    [Theory]
    [InlineData(StepUp, typeof(StepUpRequiredException))]
    [InlineData("Bearer error=\"insufficient_scope\"", typeof(InsufficientScopeException))]
    public async Task R282_R283_A_token_of_the_caller_gives_the_same_errors(string challenge, Type type)
    {
        var api = new StubHandler(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized, challenge));
        using var http = new HttpClient(new OAuthHandler(TokenPolicy.CallerSupplied, The.Api) { InnerHandler = api });
        using var request = new HttpRequestMessage(HttpMethod.Get, The.Api);
        request.Options.Set(OAuthHandler.AccessTokenOption, AccessToken.Parse("own-" + The.Canary));

        var e = await Assert.ThrowsAnyAsync<OAuthException>(() => http.SendAsync(request, Stop));

        Assert.IsType(type, e);
        Assert.Single(api.Requests);
    }

    [Theory]
    [InlineData("Bearer error=\"insufficient_scope\"", "DPoP error=\"insufficient_user_authentication\"", typeof(InsufficientScopeException))]
    [InlineData("dpop ERROR=insufficient_user_authentication", "BEARER Error=insufficient_scope", typeof(InsufficientScopeException))]
    [InlineData("DPoP error=\"insufficient_scope\", Bearer realm=\"x\"", "Basic realm=\"x\"", typeof(InsufficientScopeException))]
    [InlineData("dpop error=\"insufficient_user_authentication\"", "Negotiate abc==", typeof(StepUpRequiredException))]
    public async Task R284_Among_several_challenges_the_error_of_the_scheme_of_the_token_counts_first(string one, string other, Type type)
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Forbidden, one, other));

        var e = await Assert.ThrowsAnyAsync<OAuthException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.IsType(type, e);
    }

    [Fact]
    public async Task R282_R283_Where_the_API_describes_itself_and_what_it_needs_besides_is_told_too()
    {
        const string More = ", scope=\"orders.write\", resource_metadata=\"https://api.example.com/.well-known/oauth-protected-resource\"";
        using var scopes = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Forbidden, "Bearer error=\"insufficient_scope\"" + More));
        using var user = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized, StepUp + More));

        var scope = await Assert.ThrowsAsync<InsufficientScopeException>(() => scopes.Http.GetAsync("orders", Stop));
        var step = await Assert.ThrowsAsync<StepUpRequiredException>(() => user.Http.GetAsync("orders", Stop));

        Assert.Equal("https://api.example.com/.well-known/oauth-protected-resource", scope.ResourceMetadata);
        Assert.Equal(scope.ResourceMetadata, step.ResourceMetadata);
        Assert.Equal(["orders.write"], step.RequiredScopes);
    }

    [Fact]
    public void R284_A_challenge_tells_what_the_specifications_say_of_it()
    {
        using var response = StubHandler.Challenge(HttpStatusCode.Unauthorized, "Basic realm=\"x\"", "Bearer error=\"invalid_token\", scope=\"a  b\", resource_metadata=\"https://api.example.com/m\"", StepUp);

        var challenges = AuthenticationChallenge.Parse(response);

        Assert.Equal([null, "invalid_token", "insufficient_user_authentication"], challenges.Select(challenge => challenge.Error));
        Assert.Equal(["a", "b"], challenges[1].Scopes);
        Assert.Equal("https://api.example.com/m", challenges[1].ResourceMetadata);
        Assert.Equal("myACR", challenges[2].AcrValues[0]);
        Assert.Equal(5, challenges[2].MaxAge?.TotalSeconds);
        Assert.Null(challenges[0].MaxAge);
        Assert.Empty(challenges[0].Scopes);
        Assert.Empty(AuthenticationChallenge.Parse(new HttpResponseMessage(HttpStatusCode.Unauthorized)));
    }

    [Fact]
    public async Task What_the_API_writes_is_fit_for_logs()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized, "Bearer error=\"insufficient_user_authentication\", acr_values=\"a\u202Eb\""));

        var e = await Assert.ThrowsAsync<StepUpRequiredException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal(["a", "b"], e.AcrValues);
        Assert.False(Secret.HasControl(e.Message));
    }
}
