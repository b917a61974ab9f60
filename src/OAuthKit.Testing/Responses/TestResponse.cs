using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace OAuthKit.Testing;

/// <summary>An answer of a test host: status, headers and body.</summary>
/// <example><code>
/// api.MapPost("/orders", request => TestResponse.Json(new JsonObject { ["id"] = 7 }, 201));
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TestResponse
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    private TestResponse(int statusCode, ResponseBody content)
    {
        StatusCode = statusCode;
        Content = content;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; set; }

    /// <summary>The media type of the body; null sends no <c>Content-Type</c>.</summary>
    public string? ContentType { get; set; }

    /// <summary>The headers, without <c>Content-Type</c> and <c>Content-Length</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The bytes of the body. Setting it replaces a body of another kind, such as an endless one.</summary>
    /// <value>Empty where the body isn't made of bytes known in advance.</value>
    public ReadOnlyMemory<byte> Body
    {
        get => Content is BytesBody bytes ? bytes.Bytes : default;
        set => Content = new BytesBody(value);
    }

    internal ResponseBody Content { get; set; }

    /// <summary>What the browser brings to the client with this answer of the authorization endpoint; null for every other.</summary>
    internal TestCallback? Callback { get; set; }

    internal bool IsConnectionFailure { get; private init; }

    /// <summary>An answer without a body.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <returns>A new answer.</returns>
    public static TestResponse Empty(int statusCode = 204) => new(statusCode, new BytesBody(default));

    /// <summary>An answer in JSON.</summary>
    /// <param name="value">The value of the body; null is the JSON <c>null</c>.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <returns>A new answer.</returns>
    public static TestResponse Json(JsonNode? value, int statusCode = 200) => Text(value?.ToJsonString() ?? "null", MediaTypes.Json, statusCode);

    /// <summary>An answer in JSON, from an object and the generated description of its type.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="typeInfo">Its description by a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <returns>A new answer.</returns>
    public static TestResponse Json<T>(T value, JsonTypeInfo<T> typeInfo, int statusCode = 200) =>
        new(statusCode, new BytesBody(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo))) { ContentType = MediaTypes.Json };

    /// <summary>An answer with a body of text in UTF-8.</summary>
    /// <param name="body">The text.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <returns>A new answer.</returns>
    public static TestResponse Text(string body, string? contentType = MediaTypes.Text, int statusCode = 200) =>
        new(statusCode, new BytesBody(Encoding.UTF8.GetBytes(body))) { ContentType = contentType };

    /// <summary>An error as an OAuth 2 endpoint gives it (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 section 5.2</see>).</summary>
    /// <param name="error">The code, such as <c>invalid_scope</c>.</param>
    /// <param name="description">What a developer reads; left out where null.</param>
    /// <param name="uri">A page about the error; left out where null.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <returns>A new answer.</returns>
    public static TestResponse Error(string error, string? description = null, string? uri = null, int statusCode = 400)
    {
        var body = new JsonObject { [ParameterNames.Error] = error };
        if (description is not null)
        {
            body[ParameterNames.ErrorDescription] = description;
        }

        if (uri is not null)
        {
            body[ParameterNames.ErrorUri] = uri;
        }

        return Json(body, statusCode).WithHeader(HeaderNames.CacheControl, "no-store");
    }

    /// <summary>Adds a header beside those that are there.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This answer.</returns>
    public TestResponse WithHeader(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        _headers.Add(new(name, value));
        return this;
    }

    /// <summary>The status and the media type; never the body, which may hold a token.</summary>
    /// <returns>For example <c>200 application/json</c>.</returns>
    public override string ToString() => IsConnectionFailure ? "connection failure" : StatusCode + " " + ContentType;

    internal static TestResponse ConnectionFailure() => new(0, new BytesBody(default)) { IsConnectionFailure = true };

    internal static TestResponse Stream(ResponseBody body, int statusCode = 200) => new(statusCode, body) { ContentType = MediaTypes.Json };
}
