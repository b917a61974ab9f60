namespace OAuthKit.Generators.Tests;

public sealed class InvalidScopeAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Scopes({|OAK008:"a b"|})] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Scopes("a", {|OAK008:""|})] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Scopes({|OAK008:"a\"b"|}, {|OAK008:"a\\b"|}, {|OAK008:"a\tb"|}, {|OAK008:"ü"|})] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Scopes(new[] { "a", {|OAK008:Name|} })] public interface IThingsApi { const string Name = "b c"; [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, {|OAK008:Scopes|}] public interface IThingsApi { [Get("/a"), {|OAK008:Scopes(Add = true)|}] Task<string> A(); }""")]
    public Task Reports_malformed_scopes(string source) => AnalyzerRun.Reports<InvalidScopeAnalyzer>(source);

    [Fact]
    public Task Is_silent_on_what_the_grammar_allows() => AnalyzerRun.IsSilent<InvalidScopeAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials, Scopes("orders.read", "https://graph.example/.default", "api://a/b:c!#$%&'()*+,-./;<=>?@[]^_`~")] public interface IThingsApi { [Get("/a"), Scopes("b", Add = true), Audience("a b")] Task<string> A(); }
        """);
}
