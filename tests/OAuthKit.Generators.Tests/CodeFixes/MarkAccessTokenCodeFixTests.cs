using OAuthKit.CodeFixes;

namespace OAuthKit.Generators.Tests;

public sealed class MarkAccessTokenCodeFixTests
{
    [Fact]
    public Task Adds_the_attribute() => CodeFixRun<AccessTokenWithoutPropertyAnalyzer, MarkAccessTokenCodeFix>.Turns(
        """
        [OAuth2Api("Things"), AccessToken]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A(int id, AccessToken {|OAK101:token|}, CancellationToken ct = default);

            [Get("/b")]
            Task<string> B([Query] AccessToken {|OAK101:token|});
        }
        """,
        """
        [OAuth2Api("Things"), AccessToken]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A(int id, [Property(OAuthParameter.AccessToken)] AccessToken token, CancellationToken ct = default);

            [Get("/b")]
            Task<string> B([Property(OAuthParameter.AccessToken)][Query] AccessToken token);
        }
        """);

    [Fact]
    public Task Leaves_another_key_to_the_user() => CodeFixRun<AccessTokenWithoutPropertyAnalyzer, MarkAccessTokenCodeFix>.Leaves("""
        [OAuth2Api("Things"), AccessToken]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A([Property("token")] AccessToken {|OAK101:token|});
        }
        """);
}
