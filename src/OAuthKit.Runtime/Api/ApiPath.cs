using System.Runtime.CompilerServices;
using System.Text;

namespace OAuthKit;

/// <summary>
/// Where under its root an <see cref="ApiClient"/> calls: text such as <c>"users/1234?expand=team"</c>, or parts such as
/// <c>["users", 1234, "details"]</c>, each of which is escaped. Neither can lead out of the root.
/// </summary>
[CollectionBuilder(typeof(ApiPath), nameof(Create))]
public sealed class ApiPath
{
    private readonly ApiSegment[] _segments;

    private ApiPath(string text, ApiSegment[] segments, Uri? url)
    {
        Text = text;
        _segments = segments;
        Url = url;
    }

    /// <summary>Path and query, relative to the root.</summary>
    internal string Text { get; }

    /// <summary>The full URL, where the caller gave one.</summary>
    internal Uri? Url { get; }

    /// <summary>A path and query as text, already escaped. A slash at its begin is a joint, and slashes that stand double are one.</summary>
    /// <param name="path">The text. Where a value goes into it, use parts instead: they escape it.</param>
    /// <exception cref="ArgumentException">It is null or a full URL, or has a part <c>.</c> or <c>..</c> (also escaped), a host (<c>//</c>), a backslash, a fragment or a control character.</exception>
    public static implicit operator ApiPath(string path) => Parse(path);

    /// <inheritdoc cref="op_Implicit(string)"/>
    /// <returns>The path.</returns>
    public static ApiPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new(RelativePath.Check(path, nameof(path)), [], null);
    }

    /// <summary>A path of parts.</summary>
    /// <param name="segments">The parts, each of which is escaped.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public static ApiPath Create(params ReadOnlySpan<ApiSegment> segments)
    {
        var text = new StringBuilder();
        foreach (var segment in segments)
        {
            ArgumentNullException.ThrowIfNull(segment, nameof(segments));
            text.Append(text.Length > 0 ? "/" : "").Append(segment.Escaped);
        }

        return text.Length > 0
            ? new(text.ToString(), segments.ToArray(), null)
            : throw new ArgumentException("A path of parts needs at least one. For the root itself pass null.", nameof(segments));
    }

    /// <summary>
    /// A full URL, such as the <c>next</c> link of a list. It must lie under the client's root, or at one of
    /// <see cref="ApiClientOptions.AllowedOrigins"/>: else the call fails, and nothing is sent.
    /// </summary>
    /// <param name="url">The URL.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentException">It isn't absolute.</exception>
    public static ApiPath FromUrl(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.IsAbsoluteUri ? new("", [], url) : throw new ArgumentException("The URL isn't absolute. Give a path as text.", nameof(url));
    }

    /// <summary>The parts; none where it was given as text.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<ApiSegment> GetEnumerator() => ((IEnumerable<ApiSegment>)_segments).GetEnumerator();

    /// <summary>The path, without the query.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ServerText.Clean(Url is null ? Text.Split('?')[0] : Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))!;
}
