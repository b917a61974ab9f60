namespace OAuthKit.Generators.Tests;

public sealed class VendorGivenTwiceAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Google, {|OAK018:GitHub|}] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Google] public interface IA; [GitHub] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK018:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Keycloak("a.example")] public interface IA; [Keycloak("b.example")] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK018:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    public Task Reports_an_interface_with_two_vendors(string source) => AnalyzerRun.Reports<VendorGivenTwiceAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials, Google] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Google] public interface IA; [GitHub] public interface IB; [OAuth2Api("Things"), ClientCredentials, GitHub] public interface IThingsApi : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Google] public interface IA; [Google] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Google] public interface IA; [GitHub] public interface IB : IA; [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi : IB { [Get("/a")] Task<string> A(); }""")]
    public Task Is_silent_where_one_holds(string source) => AnalyzerRun.IsSilent<VendorGivenTwiceAnalyzer>(source);
}
