namespace OAuthKit.Generators.Tests;

public sealed class CachingTests
{
    private const string Api = """
        [OAuth2Api("Things"), ClientCredentials, Scopes("a")]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """;

    [Fact]
    public void The_check_on_caching_fails_when_the_interface_itself_changes()
    {
        var run = Generated.From(Api);
        var edited = run.Edited(Api.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => run.AssertCached(edited));
    }

    [Fact]
    public void An_edit_of_one_interface_leaves_another_alone()
    {
        var run = Generated.From(Api);
        run.AssertCached(run.Edited(Api + """

            [OAuth2Api("Others")]
            public interface IOthersApi
            {
                [Get("/a")]
                Task<string> No_grant_yet();
            }
            """), allowNew: true);
    }

    [Fact]
    public void The_guard_finds_a_compiler_object_behind_an_interface_typed_field()
    {
        var compilation = Compile.Source(Api);
        var symbol = compilation.GetTypeByMetadataName("IThingsApi")!;
        Assert.NotEmpty(ObjectGraph.FindCompilerObjects(new Holder(symbol)));
        Assert.NotEmpty(ObjectGraph.FindCompilerObjects(new Holder(new Dictionary<string, object> { ["a"] = compilation.SyntaxTrees[0].GetRoot(TestContext.Current.CancellationToken) })));
        Assert.NotEmpty(ObjectGraph.FindCompilerObjects(new[] { new Holder(symbol.Locations[0]) }));
        Assert.NotEmpty(ObjectGraph.FindCompilerObjects(new Holder(compilation)));
        Assert.Empty(ObjectGraph.FindCompilerObjects(new Holder("text")));
    }

    [Fact]
    public void The_check_on_warnings_sees_generated_files()
    {
        var run = Generated.From(Api + "\n[Obsolete] public class Old; public class User { Old? _old; }");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(run.AssertNoWarnings);
    }

    private sealed class Holder(object value)
    {
        public object Value { get; } = value;
    }
}
