using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class UsersPageTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/users.md", "tests/OAuthKit.Docs.Tests/UsersPage.cs");
}
