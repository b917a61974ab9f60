namespace OAuthKit;

/// <summary>Leaves the opening to the application.</summary>
internal sealed class DelegateBrowser(Func<string, CancellationToken, Task> open) : UserBrowser
{
    public override Task OpenAsync(string url, CancellationToken cancellationToken) => open(url, cancellationToken);
}
