namespace OAuthKit;

public sealed class UserBrowserTests
{
    private const string Url = "https://login.example.com/authorize?state=c4narY&x=$(id)";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/bin/sh -c \"printf %s \\$0 > {file}\" {url}")]
    [InlineData("/bin/sh -c \"printf %s \\$0 > {file}\"")]
    public async Task A_command_is_given_the_address_as_one_argument(string command)
    {
        using var folder = new TempFolder();
        var file = folder.PathOf("url");
        var browser = UserBrowser.FromCommand(command.Replace("\\$", "$", StringComparison.Ordinal).Replace("{file}", file, StringComparison.Ordinal));

        await browser.OpenAsync(Url, Stop);

        await Eventually.IsTrueAsync(() => File.Exists(file) && File.ReadAllText(file) == Url);
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_a_typed_error_without_the_address()
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => UserBrowser.FromCommand("/nowhere/browser --new-window {url}").OpenAsync(Url, Stop));

        Assert.Equal(OAuthFault.BrowserUnavailable, e.Code);
        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\"firefox")]
    [InlineData("{url}")]
    public void A_command_needs_a_program_and_closed_quotes(string command) =>
        Assert.ThrowsAny<ArgumentException>(() => UserBrowser.FromCommand(command));

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("calc:")]
    [InlineData("http://login.example.com/authorize")]
    [InlineData("--help")]
    public async Task The_system_is_asked_to_open_web_pages_only(string url) =>
        await Assert.ThrowsAsync<ArgumentException>(() => UserBrowser.System.OpenAsync(url, Stop));
}
