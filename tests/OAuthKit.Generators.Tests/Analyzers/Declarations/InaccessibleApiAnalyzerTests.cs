namespace OAuthKit.Generators.Tests;

public sealed class InaccessibleApiAnalyzerTests
{
    [Theory]
    [InlineData("""public class Outer { [OAuth2Api("Things"), ClientCredentials] private interface {|OAK013:IThingsApi|} { [Get("/a")] Task<string> A(); } }""")]
    [InlineData("""public class Outer { [OAuth2Api("Things"), ClientCredentials] protected interface {|OAK013:IThingsApi|} { [Get("/a")] Task<string> A(); } }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] file interface {|OAK013:IThingsApi|} { [Get("/a")] Task<string> A(); }""")]
    public Task Reports_interfaces_out_of_reach(string source) => AnalyzerRun.Reports<InaccessibleApiAnalyzer>(source);

    [Theory]
    [InlineData("""public class Outer { [OAuth2Api("Things"), ClientCredentials] protected internal interface IThingsApi { [Get("/a")] Task<string> A(); } }""")]
    [InlineData("""internal class Outer { [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    public Task Is_silent_on_internal_and_public_ones(string source) => AnalyzerRun.IsSilent<InaccessibleApiAnalyzer>(source);
}
