using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace OAuthKit.Testing;

/// <summary>Turns messages of <see cref="HttpClient"/> into those of a test host, and back.</summary>
internal static class InMemoryMessages
{
    public static async ValueTask<TestRequest> ReadAsync(HttpRequestMessage message, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        Add(headers, message.Headers.NonValidated);
        byte[] body = [];
        if (message.Content is { } content)
        {
            // Copied, not buffered: a body that can't be sent twice must fail here as it does on a socket.
            using var buffer = new MemoryStream();
            await content.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
            body = buffer.ToArray();
            Add(headers, content.Headers.NonValidated);
        }

        return new TestRequest(message.Method.Method, message.RequestUri!, headers, body, timeProvider);
    }

    public static HttpResponseMessage Create(HttpRequestMessage message, TestRequest request, TestResponse response, bool decompress, CancellationToken stopping)
    {
        var content = CreateContent(request, response.Content, decompress && IsGzip(response), stopping);
        var result = new HttpResponseMessage((HttpStatusCode)response.StatusCode) { RequestMessage = message, Content = content };
        if (response.ContentType is { } contentType)
        {
            content.Headers.TryAddWithoutValidation(HeaderNames.ContentType, contentType);
        }

        foreach (var (name, value) in response.Headers)
        {
            if (decompress && name.Equals(HeaderNames.ContentEncoding, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!result.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return result;
    }

    private static HttpContent CreateContent(TestRequest request, ResponseBody body, bool decompress, CancellationToken stopping)
    {
        if (body is BytesBody bytes && !decompress)
        {
            request.AddBytesSent(bytes.Bytes.Length);
            return new ReadOnlyMemoryContent(bytes.Bytes);
        }

        var stream = body.Open(request, stopping);
        var content = new StreamContent(decompress ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        content.Headers.ContentLength = decompress ? null : body.ContentLength;
        return content;
    }

    private static bool IsGzip(TestResponse response) =>
        response.Headers.Any(header => header.Key.Equals(HeaderNames.ContentEncoding, StringComparison.OrdinalIgnoreCase) && header.Value == "gzip");

    private static void Add(List<KeyValuePair<string, string>> headers, HttpHeadersNonValidated source)
    {
        foreach (var header in source)
        {
            foreach (var value in header.Value)
            {
                headers.Add(new(header.Key, value));
            }
        }
    }
}
