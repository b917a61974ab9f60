namespace OAuthKit.Generators.Tests;

public sealed class ApiNameTwiceAnalyzerTests
{
    [Fact]
    public Task Reports_both_of_one_name() => AnalyzerRun.Reports<ApiNameTwiceAnalyzer>("""
        [OAuth2Api({|OAK009:"Things"|}), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }

        public static class Others
        {
            [OAuth2Api({|OAK009:"things"|}), ClientCredentials]
            public interface IOthersApi
            {
                [Get("/a")]
                Task<string> A();
            }
        }
        """);

    [Fact]
    public Task Is_silent_on_two_names() => AnalyzerRun.IsSilent<ApiNameTwiceAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials]
        public partial interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }

        public partial interface IThingsApi;

        [OAuth2Api("Others"), ClientCredentials]
        public interface IOthersApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """);
}
