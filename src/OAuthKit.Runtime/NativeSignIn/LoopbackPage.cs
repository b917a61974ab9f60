using System.Net;
using System.Text;

namespace OAuthKit;

/// <summary>
/// What the user sees when the browser comes back. Fixed text: nothing of the request is in it, so nothing can be smuggled
/// into it, and nothing may be loaded or kept.
/// </summary>
internal sealed class LoopbackPage
{
    public static readonly LoopbackPage NotFound = new(HttpStatusCode.NotFound, "Not found", "There is nothing here.");
    public static readonly LoopbackPage BadRequest = new(HttpStatusCode.BadRequest, "Not understood", "This isn't the answer that the application waits for.");

    private readonly HttpStatusCode _status;
    private readonly string _title;
    private readonly string _text;

    private LoopbackPage(HttpStatusCode status, string title, string text)
    {
        _status = status;
        _title = title;
        _text = text;
    }

    public static LoopbackPage Done(string message) => new(HttpStatusCode.OK, "Done", message);

    public static LoopbackPage Refused(string message) => new(HttpStatusCode.OK, "Not signed in", message);

    /// <summary>The whole answer.</summary>
    public byte[] ToBytes()
    {
        var title = WebUtility.HtmlEncode(_title);
        var html = Encoding.UTF8.GetBytes($$"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>{{title}}</title>
            <style>body{font:1.1rem/1.5 system-ui,sans-serif;margin:20vh auto;max-width:32rem;padding:0 1rem;text-align:center;color-scheme:light dark}</style></head>
            <body><h1>{{title}}</h1><p>{{WebUtility.HtmlEncode(_text)}}</p></body></html>
            """);
        var head = $"""
            HTTP/1.1 {(int)_status} {_status}
            Content-Type: text/html; charset=utf-8
            Content-Length: {html.Length}
            Cache-Control: no-store
            Referrer-Policy: no-referrer
            X-Content-Type-Options: nosniff
            Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'
            Connection: close


            """.ReplaceLineEndings("\r\n");
        return [.. Encoding.UTF8.GetBytes(head), .. html];
    }
}
