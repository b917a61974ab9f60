// A browser without a window, for --browser-command: it keeps cookies, follows redirects and posts the forms of pages, as a user
// does who agrees. With --deny it doesn't press the button that agrees.
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

const int MaxSteps = 16;
var roots = new X509Certificate2Collection();
roots.ImportFromPemFile(args[0]);
var agrees = !args.Contains("--deny");
var url = args[^1];
var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
policy.CustomTrustStore.AddRange(roots);
using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true };
handler.SslOptions.CertificateChainPolicy = policy;
using var http = new HttpClient(handler);
List<KeyValuePair<string, string>>? form = null;
for (var step = 0; step < MaxSteps; step++)
{
    using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, url) { Content = form is null ? null : new FormUrlEncodedContent(form) };
    using var response = await http.SendAsync(request);
    form = null;
    if (response.Headers.Location is { } location)
    {
        url = new Uri(new Uri(url), location).AbsoluteUri;
        continue;
    }

    var html = await response.Content.ReadAsStringAsync();
    var action = Pages.Action().Match(html);
    if (!action.Success)
    {
        Console.WriteLine($"The browser is done: {(int)response.StatusCode}");
        return response.IsSuccessStatusCode ? 0 : 1;
    }

    url = new Uri(new Uri(url), WebUtility.HtmlDecode(action.Groups[1].Value)).AbsoluteUri;
    form = [.. Pages.Fields().Matches(html).Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value)))];
    if (agrees && Pages.Button().Match(html) is { Success: true } button)
    {
        form.Add(new(button.Groups["name"].Value, button.Groups["value"].Value));
    }
}

return 1;

internal static partial class Pages
{
    [GeneratedRegex("<form [^>]*action=\"([^\"]+)\"")]
    public static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    public static partial Regex Fields();

    [GeneratedRegex("<button [^>]*value=\"(?<value>[^\"]+)\" name=\"(?<name>[^\"]+)\"")]
    public static partial Regex Button();
}
