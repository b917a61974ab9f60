using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OAuthKit;

/// <summary>Reads the answer of an API.</summary>
internal static class ApiAnswer
{
    // Enough for problem details with a list of errors; what is shown is less.
    private const int MaxErrorLength = 64 * 1024;

    public static bool IsError(HttpResponseMessage response) => response.StatusCode >= HttpStatusCode.Ambiguous && response.StatusCode != HttpStatusCode.NotModified;

    public static async Task<ApiResponseException> ReadErrorAsync(HttpResponseMessage response, HttpRequestMessage request, Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await ReadAtMostAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var excerpt = IsText(mediaType) ? BodyExcerpt.Create(body, SentTokenHandler.TokenOf(request)) : null;
        var method = request.Method;
        var problem = ApiProblem.TryRead(mediaType, body);
        return new(
            $"The API answered {method} {AddressOf(address)} with the status {(int)response.StatusCode}{(excerpt is null ? "." : ": " + Shorten(excerpt))}",
            method, AddressOf(address), response.StatusCode)
        {
            ContentType = ServerText.Clean(mediaType),
            Excerpt = excerpt,
            Problem = problem,
            RetryAfter = response.Headers.RetryAfter is { } retry ? retry.Delta ?? (retry.Date - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero) : null,
        };
    }

    public static async Task<T?> ReadJsonAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> typeInfo, HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (body.Length == 0)
        {
            return default;
        }

        try
        {
            return JsonSerializer.Deserialize(body, typeInfo);
        }
        catch (JsonException e)
        {
            // The message of the parser may quote the answer; where it failed is enough.
            throw new ApiResponseException(
                $"The API answered {method} {AddressOf(address)} with something that can't be read as {typeInfo.Type.Name} (line {e.LineNumber + 1}, byte {e.BytePositionInLine}).",
                method, AddressOf(address), response.StatusCode)
            {
                ContentType = ServerText.Clean(response.Content.Headers.ContentType?.MediaType),
            };
        }
    }

    private static string AddressOf(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string Shorten(string excerpt) => excerpt.Length > 256 ? excerpt[..256] + "..." : excerpt;

    private static bool IsText(string? mediaType) =>
        mediaType is null
        || mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals(Wire.Form, StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]> ReadAtMostAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[MaxErrorLength];
        var length = 0;
        try
        {
            while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The status is what counts, and as much of the answer as came.
        }

        return buffer[..length];
    }
}
