using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class ProtectedResourcesPageTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/protected-resources.md", "tests/OAuthKit.Docs.Tests/ProtectedResourcesPage.cs");
}
