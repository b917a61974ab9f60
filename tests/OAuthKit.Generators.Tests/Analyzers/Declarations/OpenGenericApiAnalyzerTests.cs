namespace OAuthKit.Generators.Tests;

public sealed class OpenGenericApiAnalyzerTests
{
    [Theory]
    [InlineData("""[OAuth2Api("Things"), ClientCredentials] public interface {|OAK005:IThingsApi|}<T> { [Get("/a")] Task<T> A(); }""")]
    [InlineData("""public class Outer<T> { [OAuth2Api("Things"), ClientCredentials] public interface {|OAK005:IThingsApi|} { [Get("/a")] Task<string> A(); } }""")]
    public Task Reports_type_parameters(string source) => AnalyzerRun.Reports<OpenGenericApiAnalyzer>(source);

    [Fact]
    public Task Is_silent_on_a_closed_interface() => AnalyzerRun.IsSilent<OpenGenericApiAnalyzer>("""
        public interface IBaseApi<T>
        {
            [Get("/a")]
            Task<T> A<TOther>(TOther other);
        }

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : IBaseApi<string>;
        """);
}
