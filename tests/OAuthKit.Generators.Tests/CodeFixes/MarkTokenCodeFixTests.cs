using OAuthKit.CodeFixes;

namespace OAuthKit.Generators.Tests;

public sealed class MarkTokenCodeFixTests
{
    [Fact]
    public Task Adds_the_attribute() => CodeFixRun<TokenWithoutPropertyAnalyzer, MarkTokenCodeFix>.Turns(
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
    public Task Adds_the_key_of_the_token() => CodeFixRun<TokenWithoutPropertyAnalyzer, MarkTokenCodeFix>.Turns(
        """
        [OAuth2Api("Things"), TokenExchange]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A(SubjectToken {|OAK101:user|}, ActorToken {|OAK101:actor|});
        }
        """,
        """
        [OAuth2Api("Things"), TokenExchange]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A([Property(OAuthParameter.SubjectToken)] SubjectToken user, [Property(OAuthParameter.ActorToken)] ActorToken actor);
        }
        """);

    [Fact]
    public Task Leaves_another_key_to_the_user() => CodeFixRun<TokenWithoutPropertyAnalyzer, MarkTokenCodeFix>.Leaves("""
        [OAuth2Api("Things"), AccessToken]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A([Property("token")] AccessToken {|OAK101:token|});
        }
        """);
}
