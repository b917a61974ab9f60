using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class EndpointsTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/endpoints.md", "tests/OAuthKit.Docs.Tests/Endpoints.cs");
}
