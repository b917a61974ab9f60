namespace OAuthKit.Generators.Tests;

public sealed class JsonContextTypeAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things", Json = {|OAK012:typeof(string)|}), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things", Json = {|OAK012:typeof(AppJson)|}), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } file sealed class AppJson() : System.Text.Json.Serialization.JsonSerializerContext(null) { public static AppJson Default { get; } = new(); protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null; public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null; }""")]
    public Task Reports_other_types(string source) => AnalyzerRun.Reports<JsonContextTypeAnalyzer>(source);

    [Fact]
    public Task Is_silent_on_a_context() => AnalyzerRun.IsSilent<JsonContextTypeAnalyzer>("""
        [OAuth2Api("Things", Json = typeof(AppJson)), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } internal sealed class AppJson() : System.Text.Json.Serialization.JsonSerializerContext(null) { public static AppJson Default { get; } = new(); protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null; public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null; }
        """);
}
