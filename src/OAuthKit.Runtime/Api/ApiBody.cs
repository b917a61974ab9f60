using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OAuthKit;

/// <summary>The body of a call.</summary>
public abstract class ApiBody
{
    private protected ApiBody()
    {
    }

    /// <summary>JSON. The fields of its top level that are null are treated as <see cref="ApiClientOptions.NullFields"/> say.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">How it is written, from a source-generated context.</param>
    /// <returns>The body, which can be sent again.</returns>
    public static ApiBody Json<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        return new JsonApiBody(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));
    }

    /// <summary>A form (<c>application/x-www-form-urlencoded</c>).</summary>
    /// <param name="fields">Its fields.</param>
    /// <returns>The body, which can be sent again.</returns>
    public static ApiBody Form(ApiFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new FormApiBody(fields);
    }

    /// <summary>A stream, sent once: a token that the API refuses isn't renewed for it, since it can't be read again.</summary>
    /// <param name="stream">The stream, which is disposed with the call.</param>
    /// <param name="contentType">What it holds.</param>
    /// <returns>The body.</returns>
    /// <exception cref="FormatException">The content type isn't one.</exception>
    public static ApiBody Stream(Stream stream, string contentType = "application/octet-stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ContentApiBody(new StreamContent(stream) { Headers = { ContentType = new(contentType) } });
    }

    /// <summary>Any content, disposed with the call.</summary>
    /// <param name="content">The content.</param>
    /// <returns>The body.</returns>
    public static ApiBody Content(HttpContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new ContentApiBody(content);
    }

    /// <inheritdoc cref="Form"/>
    public static implicit operator ApiBody(ApiFields fields) => Form(fields);

    /// <inheritdoc cref="Content"/>
    public static implicit operator ApiBody(HttpContent content) => Content(content);

    /// <summary>Nothing of the body.</summary>
    /// <returns>A fixed text.</returns>
    public sealed override string ToString() => "[body of a call]";

    internal abstract HttpContent CreateContent(NullFields nulls, BooleanFields booleans);
}
