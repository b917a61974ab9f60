using System.Net;
using System.Text.RegularExpressions;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>A browser without a window: it keeps cookies, follows redirects, and posts the form that a page would post by itself.</summary>
internal sealed partial class TestBrowser : IDisposable
{
    private const int MaxRedirects = 12;

    private readonly HttpClient _http;

    public TestBrowser(TestCertificateAuthority authority)
    {
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = true };
        authority.TrustIn(handler);
        _http = new HttpClient(handler);
    }

    /// <summary>The JWT that held the last response; null where it was plain.</summary>
    public string? Response { get; private set; }

    /// <summary>Goes on from an address until it is sent to the redirect URI, which isn't called.</summary>
    public async Task<AuthorizationCallback> SignInAsync(string url, string redirectUri)
    {
        for (int i = 0; i < MaxRedirects; i++)
        {
            if (url.StartsWith($"{redirectUri}?", StringComparison.Ordinal) || url.StartsWith($"{redirectUri}#", StringComparison.Ordinal))
            {
                Response = ResponseOf(url[(redirectUri.Length + 1)..].Split('&').Select(part => part.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], WebUtility.UrlDecode(pair[^1]))));
                return AuthorizationCallback.FromUrl(url);
            }

            using HttpResponseMessage response = await _http.GetAsync(url, TestContext.Current.CancellationToken);
            if (response.Headers.Location is not { } location)
            {
                string html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.True(html.Contains($"action=\"{redirectUri}\"", StringComparison.Ordinal), $"The server answered with {(int)response.StatusCode}: {html}");
                KeyValuePair<string, string>[] fields = [.. FieldsOf(html)];
                Response = ResponseOf(fields);
                return AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", fields, redirectUri);
            }

            url = new Uri(new Uri(url), location.OriginalString) is var next && location.IsAbsoluteUri ? location.OriginalString : next.AbsoluteUri;
        }

        throw new InvalidOperationException("The server redirects without end.");
    }

    public void Dispose()
    {
        _http.Dispose();
    }

    private static string? ResponseOf(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        return parameters.FirstOrDefault(parameter => parameter.Key == "response").Value;
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(string html)
    {
        return Fields().Matches(html).Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value)));
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Fields();
}
