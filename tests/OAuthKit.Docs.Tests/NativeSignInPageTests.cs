using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class NativeSignInPageTests
{
    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/native-sign-in.md", "tests/OAuthKit.Docs.Tests/NativeSignInPage.cs");
}
