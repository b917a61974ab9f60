namespace OAuthKit.Generators.Tests;

public sealed class CancellationTokenMissingAnalyzerTests
{
    [Fact]
    public Task Reports_methods_that_cannot_be_cancelled() => AnalyzerRun.Reports<CancellationTokenMissingAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> {|OAK105:A|}(int id); }
        """);

    [Fact]
    public Task Is_silent_on_methods_that_can() => AnalyzerRun.IsSilent<CancellationTokenMissingAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(CancellationToken ct); [Get("/b")] Task<string> B(CancellationToken? ct = null); Task<string> C() => A(default); string D { get; set; } }
        """);
}
