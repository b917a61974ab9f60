namespace OAuthKit.Generators.Tests;

public sealed class UnsupportedMemberAnalyzerTests
{
    [Fact]
    public Task Reports_what_cannot_be_forwarded() => AnalyzerRun.Reports<UnsupportedMemberAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> {|OAK106:A|}(ref int id);

            [Get("/b")]
            Task<string> {|OAK106:B|}(out int id);

            event Action {|OAK106:C|};

            string {|OAK106:this|}[int index] { get; }

            string {|OAK106:D|} { get; init; }

            static abstract void {|OAK106:E|}();

            [Get("/f")]
            protected Task<string> {|OAK106:F|}();
        }
        """);

    [Fact]
    public Task Is_silent_on_what_can() => AnalyzerRun.IsSilent<UnsupportedMemberAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<T> A<T>(T id, params string[] tags);

            [Property("tenant")]
            string Tenant { get; set; }

            static string B() => "";

            [Get("/c")]
            internal Task<string> C();

            protected static string D() => "";

            string this[int index] => "";
        }
        """);
}
