namespace OAuthKit.Generators.Tests;

public sealed class RouteMissingAnalyzerTests
{
    [Fact]
    public Task Reports_a_method_without_a_route() => AnalyzerRun.Reports<RouteMissingAnalyzer>("""
        public interface IBaseApi
        {
            Task<string> Inherited();
        }

        [OAuth2Api("Things"), ClientCredentials]
        public interface {|OAK108:IThingsApi|} : IBaseApi
        {
            [Get("/a")]
            Task<string> A();

            [Headers("X-B: b")]
            Task<string> {|OAK108:B|}();
        }
        """);

    [Fact]
    public Task Reports_an_interface_without_calls() => AnalyzerRun.Reports<RouteMissingAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials]
        public interface {|OAK108:IThingsApi|}
        {
            [Property("tenant")]
            string Tenant { get; set; }
        }
        """);

    [Fact]
    public Task Is_silent_on_every_kind_of_route() => AnalyzerRun.IsSilent<RouteMissingAnalyzer>("""
        public sealed class ReportAttribute(string path) : HttpMethodAttribute(path)
        {
            public override HttpMethod Method => new("REPORT");
        }

        public interface INobodysApi
        {
            Task<string> A();
        }

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : IDisposable
        {
            [Get("/a")]
            Task<string> A();

            [Report("/b")]
            Task<string> B();

            Task<string> C() => A();

            static string D() => "";
        }
        """);
}
