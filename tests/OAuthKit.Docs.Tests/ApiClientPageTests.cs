using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class ApiClientPageTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/api-client.md", "tests/OAuthKit.Docs.Tests/ApiClientPage.cs");
}
