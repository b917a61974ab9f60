using Microsoft.Playwright;
using OAuthKit.Browser.Tests;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]

namespace OAuthKit.Browser.Tests;

/// <summary>The Chromium of this machine, without a window. Nothing is downloaded.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] _flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly string[] _places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(_places, File.Exists) is not { } path)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = _flags });
    }

    /// <summary>A window of a person of its own. The certificates of test servers come from an authority that no browser knows.</summary>
    public async Task<IPage> OpenAsync()
    {
        Assert.SkipUnless(_browser is not null, "Chromium isn't installed: on Debian, apt-get install chromium.");
        var context = await _browser!.NewContextAsync(new() { IgnoreHTTPSErrors = true });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
