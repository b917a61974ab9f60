namespace OAuthKit.Generators.Tests;

public sealed class InheritedConflictAnalyzerTests
{
    [Theory]
    [InlineData("""[Scopes("a")] public interface IA; [Scopes("b")] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK006:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[ClientCredentials] public interface IA; [AccessToken] public interface IB; [OAuth2Api("Things")] public interface {|OAK006:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Audience("a")] public interface IA; [Audience("b")] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK006:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Resource("a:b")] public interface IA; [Resource("a:c")] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK006:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[TokenParameter("x", "1")] public interface IA; [TokenParameter("x", "2")] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK006:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Scopes("a")] public interface IA; [Scopes("b")] public interface IB; [OAuth2Api("Things"), ClientCredentials, Scopes("c", Add = true)] public interface {|OAK006:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Dpop] public interface IA; [Dpop(false)] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface {|OAK006:IThingsApi|} : IA, IB { [Get("/a")] Task<string> A(); }""")]
    public Task Reports_bases_that_disagree(string source) => AnalyzerRun.Reports<InheritedConflictAnalyzer>(source);

    [Theory]
    [InlineData("""[Scopes("a")] public interface IA; [Scopes("b")] public interface IB; [OAuth2Api("Things"), ClientCredentials, Scopes("c")] public interface IThingsApi : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Scopes("a", "b")] public interface IA; [Scopes("b", "a")] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Scopes("a")] public interface IA; [Scopes("b")] public interface IB : IA; [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi : IA, IB { [Get("/a")] Task<string> A(); }""")]
    [InlineData("""[Scopes("a")] public interface IA; [Audience("b")] public interface IB; [OAuth2Api("Things"), ClientCredentials] public interface IThingsApi : IA, IB { [Get("/a")] Task<string> A(); }""")]
    public Task Is_silent_where_it_is_clear_what_holds(string source) => AnalyzerRun.IsSilent<InheritedConflictAnalyzer>(source);
}
