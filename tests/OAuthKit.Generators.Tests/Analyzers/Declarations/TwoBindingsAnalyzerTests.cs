namespace OAuthKit.Generators.Tests;

public sealed class TwoBindingsAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Dpop, MutualTls] public interface {|OAK017:IThingsApi|} { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, MutualTls] public interface IThingsApi { [Get("/a"), Dpop] Task<string> {|OAK017:A|}(); [Get("/b")] Task<string> B(); }""")]
    [InlineData("""[MutualTls] public interface IA; [Dpop] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK017:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""public interface IA { [Get("/a"), Dpop] Task<string> A(); } [OAuth2Api("Things"), ClientCredentials, MutualTls] public interface {|OAK017:IThingsApi|} : IA;""")]
    public Task Reports_tokens_that_are_bound_to_a_key_and_to_a_certificate(string source) => AnalyzerRun.Reports<TwoBindingsAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, MutualTls] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Dpop] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, MutualTls] public interface IThingsApi { [Get("/a"), Dpop(false)] Task<string> A(); }""")]
    public Task Is_silent_where_they_are_bound_in_one_way(string source) => AnalyzerRun.IsSilent<TwoBindingsAnalyzer>(source);
}
