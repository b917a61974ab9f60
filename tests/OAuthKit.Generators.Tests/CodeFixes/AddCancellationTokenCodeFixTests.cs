using OAuthKit.CodeFixes;

namespace OAuthKit.Generators.Tests;

public sealed class AddCancellationTokenCodeFixTests
{
    [Fact]
    public Task Adds_the_parameter_at_the_end_or_before_params() => CodeFixRun<CancellationTokenMissingAnalyzer, AddCancellationTokenCodeFix>.Turns(
        """
        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> {|OAK105:A|}();

            [Get("/b")]
            Task<string> {|OAK105:B|}(int id);

            [Get("/c")]
            Task<string> {|OAK105:C|}(int id, params string[] tags);
        }
        """,
        """
        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A(CancellationToken cancellationToken = default);

            [Get("/b")]
            Task<string> B(int id, CancellationToken cancellationToken = default);

            [Get("/c")]
            Task<string> C(int id, CancellationToken cancellationToken = default, params string[] tags);
        }
        """);
}
