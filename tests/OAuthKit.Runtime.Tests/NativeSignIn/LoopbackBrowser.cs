using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OAuthKit;

/// <summary>What a browser does with the address of a sign-in: here a script decides.</summary>
internal sealed class LoopbackBrowser(Func<LoopbackBrowser, Task> script) : UserBrowser
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Url { get; private set; } = "";

    /// <summary>The script, as it goes on beside the sign-in.</summary>
    public Task Script { get; private set; } = Task.CompletedTask;

    public Task Opened => _opened.Task;

    public string RedirectUri => AuthorizationRig.Query(Url)["redirect_uri"].Single();

    public string State => AuthorizationRig.Query(Url)["state"].Single();

    public Uri Root => new(new Uri(RedirectUri), "/");

    /// <summary>A browser that brings the answer at once.</summary>
    public static LoopbackBrowser Answering(string? parameters = null) =>
        new(browser => browser.GetAsync($"{browser.RedirectUri}?{parameters ?? $"code={AuthorizationRig.Code}"}&state={browser.State}"));

    public override Task OpenAsync(string url, CancellationToken cancellationToken)
    {
        Url = url;
        Script = Task.Run(() => script(this), CancellationToken.None);
        _opened.SetResult();
        return Task.CompletedTask;
    }

    public async Task<Page> GetAsync(string url) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, url));

    public async Task<Page> SendAsync(HttpRequestMessage request)
    {
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        LastPage = new Page(response.StatusCode, response.Headers.ToString() + response.Content.Headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return LastPage;
    }

    public Page? LastPage { get; private set; }

    /// <summary>Sends bytes as they are, and returns the first line of the answer; empty where there is none.</summary>
    public async Task<string> SendRawAsync(string text)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Parse(Root.Host.Trim('[', ']')), Root.Port, TestContext.Current.CancellationToken);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        connection.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    internal sealed record Page(HttpStatusCode Status, string Headers, string Html);
}
