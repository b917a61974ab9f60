using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace OAuthKit.Testing;

/// <summary>Takes a request of Kestrel through a test host, and sends its answer.</summary>
internal static class LoopbackMessages
{
    public static async Task RespondAsync(TestHost host, HttpContext context)
    {
        var request = await ReadAsync(host, context).ConfigureAwait(false);
        var response = await host.DispatchAsync(request, context.RequestAborted).ConfigureAwait(false);
        if (response.IsConnectionFailure)
        {
            context.Abort();
            return;
        }

        WriteHead(context.Response, response);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.Stopping);
        try
        {
            await WriteBodyAsync(context.Response, response.Content.Open(request, host.Stopping), either.Token).ConfigureAwait(false);
        }
        catch (HttpIOException)
        {
            // Kestrel ends the connection of an answer that is shorter than it announced.
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async Task<TestRequest> ReadAsync(TestHost host, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in context.Request.Headers)
        {
            foreach (var value in header.Value)
            {
                headers.Add(new(header.Key, value ?? ""));
            }
        }

        return new TestRequest(context.Request.Method, new Uri(context.Request.GetEncodedUrl()), headers, body.ToArray(), host.TimeProvider, ReadCertificate(context));
    }

    /// <summary>A copy, because Kestrel's own ends with the connection and the record doesn't.</summary>
    private static X509Certificate2? ReadCertificate(HttpContext context) =>
        context.Connection.ClientCertificate is { } certificate ? X509CertificateLoader.LoadCertificate(certificate.RawData) : null;

    private static void WriteHead(HttpResponse target, TestResponse response)
    {
        target.StatusCode = response.StatusCode;
        foreach (var (name, value) in response.Headers)
        {
            target.Headers.Append(name, value);
        }

        if (response.ContentType is { } contentType)
        {
            target.Headers.ContentType = contentType;
        }

        if (AllowsBody(response.StatusCode))
        {
            target.ContentLength = response.Content.ContentLength;
        }
    }

    private static async Task WriteBodyAsync(HttpResponse target, Stream body, CancellationToken cancellationToken)
    {
        await using (body.ConfigureAwait(false))
        {
            await target.StartAsync(cancellationToken).ConfigureAwait(false);
            await target.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            var buffer = new byte[16 * 1024];
            for (int count; (count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await target.Body.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                await target.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool AllowsBody(int statusCode) => statusCode is not (204 or 304);
}
