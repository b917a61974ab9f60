using OAuthKit.CodeFixes;

namespace OAuthKit.Generators.Tests;

public sealed class SplitScopesCodeFixTests
{
    [Fact]
    public Task Makes_each_scope_an_argument() => CodeFixRun<InvalidScopeAnalyzer, SplitScopesCodeFix>.Turns(
        """
        [OAuth2Api("Things"), ClientCredentials, Scopes({|OAK008:"a b"|})]
        public interface IThingsApi
        {
            [Get("/a"), Scopes("c", {|OAK008:" d  e "|}, "f", Add = true)]
            Task<string> A();
        }
        """,
        """
        [OAuth2Api("Things"), ClientCredentials, Scopes("a", "b")]
        public interface IThingsApi
        {
            [Get("/a"), Scopes("c", "d", "e", "f", Add = true)]
            Task<string> A();
        }
        """);

    [Fact]
    public Task Leaves_constants_and_other_faults_to_the_user() => CodeFixRun<InvalidScopeAnalyzer, SplitScopesCodeFix>.Leaves("""
        [OAuth2Api("Things"), ClientCredentials, Scopes({|OAK008:Both|}, {|OAK008:""|})]
        public interface IThingsApi
        {
            const string Both = "a b";

            [Get("/a")]
            Task<string> A();
        }
        """);
}
