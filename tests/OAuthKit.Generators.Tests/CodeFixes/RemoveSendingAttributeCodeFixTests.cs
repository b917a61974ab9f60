using OAuthKit.CodeFixes;

namespace OAuthKit.Generators.Tests;

public sealed class RemoveSendingAttributeCodeFixTests
{
    [Fact]
    public Task Removes_the_attribute() => CodeFixRun<TokenSentAnalyzer, RemoveSendingAttributeCodeFix>.Turns(
        """
        [OAuth2Api("Things"), AccessToken]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A([Property(OAuthParameter.AccessToken), {|OAK102:Query|}] AccessToken token);

            [Post("/b")]
            Task<string> B([Property(OAuthParameter.AccessToken)][{|OAK102:Body|}] AccessToken token);

            [Get("/c")]
            Task<string> C([{|OAK102:Header("X")|}, Property(OAuthParameter.AccessToken)] AccessToken token);
        }
        """,
        """
        [OAuth2Api("Things"), AccessToken]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken token);

            [Post("/b")]
            Task<string> B([Property(OAuthParameter.AccessToken)] AccessToken token);

            [Get("/c")]
            Task<string> C([Property(OAuthParameter.AccessToken)] AccessToken token);
        }
        """);

    [Fact]
    public Task Leaves_a_place_in_the_path_to_the_user() => CodeFixRun<TokenSentAnalyzer, RemoveSendingAttributeCodeFix>.Leaves("""
        [OAuth2Api("Things"), AccessToken]
        public interface IThingsApi
        {
            [Get("/a/{token}")]
            Task<string> A([Property(OAuthParameter.AccessToken)] AccessToken {|OAK102:token|});
        }
        """);
}
