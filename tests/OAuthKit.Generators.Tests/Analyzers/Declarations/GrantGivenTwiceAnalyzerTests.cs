namespace OAuthKit.Generators.Tests;

public sealed class GrantGivenTwiceAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, {|OAK002:AccessToken|}] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a"), AccessToken, {|OAK002:Anonymous|}] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, {|OAK002:AuthorizationCode|}, {|OAK002:DeviceCode|}, {|OAK002:Backchannel|}] public interface IThingsApi { [Get("/a"), TokenExchange, {|OAK002:JwtBearer|}] Task<string> A(); }""")]
    public Task Reports_the_second_grant(string source) => AnalyzerRun.Reports<GrantGivenTwiceAnalyzer>(source);

    [Fact]
    public Task Is_silent_where_a_method_replaces_the_grant() => AnalyzerRun.IsSilent<GrantGivenTwiceAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a"), AccessToken]
            Task<string> A();

            [Get("/b"), ClientCredentials]
            Task<string> B();
        }
        """);
}
