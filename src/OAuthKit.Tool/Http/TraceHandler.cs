using System.Globalization;
using System.Net.Http.Headers;

namespace OAuthKit.Tool.Http;

/// <summary>Traces what passes through it. Bodies are shown by their shape: known harmless values only.</summary>
internal sealed class TraceHandler(HttpMessageHandler inner, Trace trace) : DelegatingHandler(inner)
{
    private const int MaxBody = 4 * 1024 * 1024;

    private static readonly string[] _headers = ["Accept", "Content-Type", "WWW-Authenticate", "Retry-After", "Cache-Control", "Date"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var redaction = new TraceRedaction(trace);
        var lines = new List<string> { $"> {request.Method} {redaction.Url(request.RequestUri!)}" };
        AddCredentials(request, lines);
        lines.AddRange(HeadersOf(request.Headers, request.Content?.Headers, ">"));
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(MaxBody, cancellationToken);
            lines.Add($"> {redaction.Body(content.Headers.ContentType?.MediaType, await content.ReadAsStringAsync(cancellationToken))}");
        }

        trace.Write(lines);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (Exception e)
        {
            trace.Write([$"< no answer: {e.GetType().Name}"]);
            throw;
        }

        await response.Content.LoadIntoBufferAsync(MaxBody, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var body = redaction.Body(response.Content.Headers.ContentType?.MediaType, text);
        trace.Write(
        [
            string.Create(CultureInfo.InvariantCulture, $"< {(int)response.StatusCode} {response.ReasonPhrase}"),
            .. HeadersOf(response.Headers, response.Content.Headers, "<"),
            .. text.Length == 0 ? Array.Empty<string>() : [$"< {body}"],
        ]);
        return response;
    }

    private void AddCredentials(HttpRequestMessage request, List<string> lines)
    {
        if (request.Headers.NonValidated.TryGetValues("Authorization", out var authorization))
        {
            var parts = authorization.ToString().Split(' ', 2);
            trace.Learn(parts[^1]);
            lines.Add($"> Authorization: {parts[0]} [redacted]");
        }

        if (request.Headers.NonValidated.TryGetValues("DPoP", out var proof))
        {
            trace.Learn(proof.ToString());
            lines.Add("> DPoP: [redacted]");
        }
    }

    private static IEnumerable<string> HeadersOf(HttpHeaders headers, HttpContentHeaders? ofContent, string mark) =>
        from name in _headers
        let values = headers.NonValidated.TryGetValues(name, out var found) || (ofContent is not null && ofContent.NonValidated.TryGetValues(name, out found)) ? found.ToString() : null
        where values is not null
        select $"{mark} {name}: {values}";
}
