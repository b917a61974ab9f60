using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class DevicesTests
{
    [Theory]
    [InlineData("docs/device-code.md")]
    [InlineData("docs/ciba.md")]
    public void The_pages_show_code_that_compiles(string page) => DocSnippets.Verify(page, "tests/OAuthKit.Docs.Tests/Devices.cs");
}
