namespace OAuthKit.Generators.Tests;

public sealed class GeneratedNameTakenAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface {|OAK010:IThingsApi|} { [Get("/a")] Task<string> A(); } public class ThingsApi;""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface {|OAK010:IThingsApi|} { [Get("/a")] Task<string> A(); } public struct ThingsApiOptions;""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface {|OAK010:IThingsApi|} { [Get("/a")] Task<string> A(); } public static class ThingsApiServiceCollectionExtensions;""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface {|OAK010:IThingsApi|} { [Get("/a")] Task<string> A(); } public static partial class ThingsApi;""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface {|OAK010:IThingsApi|} { [Get("/a")] Task<string> A(); } namespace ThingsApi { class Other; }""")]
    [InlineData("""public static class A { [OAuth2Api("A"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } } public static class B { [OAuth2Api("B"), ClientCredentials] public interface {|OAK010:IThingsApi|} { [Get("/a")] Task<string> A(); } }""")]
    public Task Reports_a_name_that_is_taken(string source) => AnalyzerRun.Reports<GeneratedNameTakenAnalyzer>(source);

    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } public partial class ThingsApi { internal int Half => 1; }""")]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface IThingsApi { [Get("/a")] Task<string> A(); } public class ThingsApi<T>; namespace Other { public class ThingsApi; }""")]
    public Task Is_silent_where_the_names_are_free(string source) => AnalyzerRun.IsSilent<GeneratedNameTakenAnalyzer>(source);
}
