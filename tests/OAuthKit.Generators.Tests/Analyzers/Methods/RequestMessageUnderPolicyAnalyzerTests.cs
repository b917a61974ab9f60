namespace OAuthKit.Generators.Tests;

public sealed class RequestMessageUnderPolicyAnalyzerTests
{
    [Fact]
    public Task Reports_a_request_that_is_only_built() => AnalyzerRun.Reports<RequestMessageUnderPolicyAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<HttpRequestMessage> {|OAK104:A|}(); [Get("/b"), AccessToken] Task<HttpRequestMessage> {|OAK104:B|}(); }
        """);

    [Fact]
    public Task Is_silent_on_anonymous_requests_and_on_responses() => AnalyzerRun.IsSilent<RequestMessageUnderPolicyAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a"), Anonymous] Task<HttpRequestMessage> A(); [Get("/b")] Task<HttpResponseMessage> B(); }
        """);
}
