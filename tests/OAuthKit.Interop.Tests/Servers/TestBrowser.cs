using System.Net;
using System.Text.RegularExpressions;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>A browser without a window: it keeps cookies, follows redirects, and posts the forms of pages as a user does who agrees, or who doesn't.</summary>
internal sealed partial class TestBrowser : IDisposable
{
    private const int MaxSteps = 12;

    private readonly HttpClient _http;

    public TestBrowser(TestCertificateAuthority authority)
    {
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = true };
        authority.TrustIn(handler);
        _http = new HttpClient(handler);
    }

    /// <summary>Whether the user agrees to what a page asks: true by default.</summary>
    public bool Agrees { get; init; } = true;

    /// <summary>The JWT that held the last response; null where it was plain.</summary>
    public string? Response { get; private set; }

    /// <summary>How many pages asked the user.</summary>
    public int Questions { get; private set; }

    /// <summary>Goes on from an address until it is sent to the redirect URI, which isn't called.</summary>
    public async Task<AuthorizationCallback> SignInAsync(string url, string redirectUri)
    {
        (string address, KeyValuePair<string, string>[]? form) = await GoAsync(url, redirectUri);
        Response = ResponseOf(form ?? address[(redirectUri.Length + 1)..].Split('&').Select(part => part.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], WebUtility.UrlDecode(pair[^1]))));
        return form is null ? AuthorizationCallback.FromUrl(address) : AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", form, redirectUri);
    }

    /// <summary>Goes on from an address until it is sent back after a logout.</summary>
    /// <returns>The address of the return, which isn't called.</returns>
    public async Task<string> SignOutAsync(string url, string postLogoutRedirectUri)
    {
        return (await GoAsync(url, postLogoutRedirectUri)).Address;
    }

    /// <summary>The first answer of an address.</summary>
    public async Task<(HttpStatusCode Status, string Content)> OpenAsync(string url)
    {
        using HttpResponseMessage response = await _http.GetAsync(url, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _http.Dispose();
    }

    // The end is an address of the application, with a form where one was to be posted to it.
    private async Task<(string Address, KeyValuePair<string, string>[]? Form)> GoAsync(string url, string end)
    {
        KeyValuePair<string, string>[]? form = null;
        for (int i = 0; i < MaxSteps; i++)
        {
            if (form is null ? IsAt(url, end) : url == end)
            {
                return (url, form);
            }

            using HttpResponseMessage response = await SendAsync(url, form);
            form = null;
            if (response.Headers.Location is { } location)
            {
                url = location.IsAbsoluteUri ? location.OriginalString : new Uri(new Uri(url), location.OriginalString).AbsoluteUri;
                continue;
            }

            string html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Match action = Action().Match(html);
            Assert.True(action.Success, $"The server answered with {(int)response.StatusCode}: {html}");
            url = WebUtility.HtmlDecode(action.Groups[1].Value);
            form = [.. FieldsOf(html)];
            if (Button().Match(html) is { Success: true } button)
            {
                Questions++;
                form = Agrees ? [.. form, KeyValuePair.Create(button.Groups["name"].Value, button.Groups["value"].Value)] : form;
            }
        }

        throw new InvalidOperationException("The server redirects without end.");
    }

    private async Task<HttpResponseMessage> SendAsync(string url, KeyValuePair<string, string>[]? form)
    {
        if (form is null)
        {
            return await _http.GetAsync(url, TestContext.Current.CancellationToken);
        }

        using FormUrlEncodedContent content = new(form);
        return await _http.PostAsync(url, content, TestContext.Current.CancellationToken);
    }

    private static bool IsAt(string url, string end)
    {
        return url.StartsWith(end, StringComparison.Ordinal) && (url.Length == end.Length || url[end.Length] is '?' or '#' or '&');
    }

    private static string? ResponseOf(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        return parameters.FirstOrDefault(parameter => parameter.Key == "response").Value;
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(string html)
    {
        return Fields().Matches(html).Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value)));
    }

    [GeneratedRegex("<form [^>]*action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Fields();

    // The first button that says something, which is the one that agrees.
    [GeneratedRegex("<button [^>]*value=\"(?<value>[^\"]+)\" name=\"(?<name>[^\"]+)\"")]
    private static partial Regex Button();
}
