namespace OAuthKit.Generators.Tests;

public sealed class SecretInAttributeAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, {|OAK007:TokenParameter("client_secret", "x")|}] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, {|OAK007:TokenParameter("Password", "x")|}, {|OAK007:TokenParameter("x_api_key", "x")|}] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, TokenParameter("x", {|OAK007:"eyJhbGciOiJub25lIn0.e30."|})] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Audience({|OAK007:Keys.Secret|})] public interface IThingsApi { [Get("/a")] Task<string> A(); } internal static class Keys { public const string Secret = "-----BEGIN PRIVATE KEY-----"; }""")]
    public Task Reports_secrets(string source) => AnalyzerRun.Reports<SecretInAttributeAnalyzer>(source);

    [Fact]
    public Task Is_silent_on_what_anyone_may_know() => AnalyzerRun.IsSilent<SecretInAttributeAnalyzer>("""
        [OAuth2Api("Things"), ClientCredentials, Audience("things"), TokenParameter("organization", "org_123"), TokenParameter("token_format", "jwt"), Scopes("eyJ.read")] public interface IThingsApi { [Get("/a")] Task<string> A(); }
        """);
}
