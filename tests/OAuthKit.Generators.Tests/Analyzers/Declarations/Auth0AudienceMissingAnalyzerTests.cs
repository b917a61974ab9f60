namespace OAuthKit.Generators.Tests;

public sealed class Auth0AudienceMissingAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Auth0] public interface {|OAK019:IThingsApi|} { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Auth0("t")] public interface {|OAK019:IThingsApi|} { [Get("/a"), Audience("a")] Task<string> A(); [Get("/b")] Task<string> B(); }""")]
    [InlineData("""[Auth0] public interface IA; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK019:IThingsApi|} : IA { [Get("/a")] Task<string> A(); }""")]
    public Task Reports_tokens_for_nobody(string source) => AnalyzerRun.Reports<Auth0AudienceMissingAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Auth0, Audience("a")] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), AccessToken, Auth0] public interface IThingsApi { [Get("/a"), Anonymous] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Auth0ManagementApi] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Google] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    public Task Is_silent_where_an_API_is_named_or_no_token_is_asked_for(string source) => AnalyzerRun.IsSilent<Auth0AudienceMissingAnalyzer>(source);
}
