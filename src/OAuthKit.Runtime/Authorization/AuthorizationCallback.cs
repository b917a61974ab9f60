using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// An authorization response as it arrived, not checked
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</see>): anybody can have made it. It
/// shows none of its values in <see cref="ToString"/>, the debugger or JSON.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<AuthorizationCallback>))]
public sealed class AuthorizationCallback
{
    /// <summary>How long a URL or query may be: 64 Ki characters.</summary>
    public const int MaxUrlLength = 64 * 1024;

    /// <summary>How long a form may be: 256 KiB.</summary>
    public const int MaxFormLength = 256 * 1024;

    private AuthorizationCallback(CallbackChannel channel, CallbackParameters parameters, CallbackParameters others, string? url)
    {
        Channel = channel;
        Parameters = parameters;
        Others = others;
        Url = url;
    }

    /// <summary>
    /// The state that it names, by which its transaction can be found; null where there is none, or where it is hidden in an
    /// encrypted JWT. It isn't checked: <see cref="OAuthClient.ValidateCallbackAsync"/> does that.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? State => Parameters[Wire.State] ?? (Parameters[Wire.Response] is { } jwt ? PeekState(jwt) : null);

    /// <summary>Where its parameters stand.</summary>
    internal CallbackChannel Channel { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal CallbackParameters Parameters { get; }

    /// <summary>What else stands in the URL, in the place where the response isn't.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal CallbackParameters Others { get; }

    /// <summary>Where it arrived, where that is known.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Url { get; }

    /// <summary>A response that arrived as a URL, in its query or its fragment.</summary>
    /// <param name="url">The URL, absolute, as the browser called it. It is compared with the redirect URI.</param>
    /// <returns>The response.</returns>
    /// <exception cref="OAuthException">It isn't a URL that can be read, is too long, or has a parameter twice (<see cref="OAuthFault.AuthorizationCallbackMalformed"/>).</exception>
    public static AuthorizationCallback FromUrl(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        ThrowIfTooLong(url.Length, MaxUrlLength);
        if (url.Length == 0 || !char.IsAsciiLetter(url[0]) || !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            throw Malformed("The authorization response isn't an absolute URL.");
        }

        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var withoutFragment = hash < 0 ? url : url[..hash];
        var mark = withoutFragment.IndexOf('?', StringComparison.Ordinal);
        var query = Read(mark < 0 ? [] : withoutFragment.AsSpan(mark + 1));
        var fragment = Read(hash < 0 ? [] : url.AsSpan(hash + 1));
        return fragment.IsEmpty
            ? new(CallbackChannel.Query, query, fragment, withoutFragment)
            : new(CallbackChannel.Fragment, fragment, query, withoutFragment);
    }

    /// <summary>A response that arrived by a GET request, in its query.</summary>
    /// <param name="query">The query, encoded as it came, with or without its question mark.</param>
    /// <param name="url">The URL that was called, as the browser sees it, to be compared with the redirect URI. Null, the default, where it isn't known for certain, for example behind a proxy.</param>
    /// <returns>The response.</returns>
    /// <exception cref="OAuthException">It can't be read, is too long, or has a parameter twice (<see cref="OAuthFault.AuthorizationCallbackMalformed"/>).</exception>
    public static AuthorizationCallback FromQuery(string query, string? url = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ThrowIfTooLong(query.Length, MaxUrlLength);
        return new(CallbackChannel.Query, Read(query.StartsWith('?') ? query.AsSpan(1) : query), new(), url is null || url.Contains('?') ? url : $"{url}?{query.TrimStart('?')}");
    }

    /// <summary>
    /// A response that arrived as a form
    /// (<see href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">OAuth 2.0 Form Post Response Mode</see>).
    /// </summary>
    /// <param name="method">The method of the request. It must be POST.</param>
    /// <param name="contentType">Its <c>Content-Type</c>. It must be that of a form.</param>
    /// <param name="body">Its body, encoded as it came.</param>
    /// <param name="url">The URL that was called, as the browser sees it, to be compared with the redirect URI. Null, the default, where it isn't known for certain.</param>
    /// <returns>The response.</returns>
    /// <exception cref="OAuthException">Method or content type are others (<see cref="OAuthFault.AuthorizationCallbackChannel"/>), or the body can't be read, is too long, or has a parameter twice (<see cref="OAuthFault.AuthorizationCallbackMalformed"/>).</exception>
    public static AuthorizationCallback FromForm(string method, string? contentType, string body, string? url = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        ThrowUnlessForm(method, contentType);
        ThrowIfTooLong(body.Length, MaxFormLength);
        return new(CallbackChannel.Form, Read(body), new(), url);
    }

    /// <summary>A response that arrived as a form which the web framework has read and decoded.</summary>
    /// <param name="method">The method of the request. It must be POST.</param>
    /// <param name="contentType">Its <c>Content-Type</c>. It must be that of a form.</param>
    /// <param name="fields">Its fields, each as often as it stands in the form.</param>
    /// <param name="url">The URL that was called, as the browser sees it; null where it isn't known for certain.</param>
    /// <inheritdoc cref="FromForm(string, string, string, string)"/>
    public static AuthorizationCallback FromForm(string method, string? contentType, IEnumerable<KeyValuePair<string, string>> fields, string? url = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ThrowUnlessForm(method, contentType);
        var parameters = new CallbackParameters();
        var length = 0;
        foreach (var (name, value) in fields)
        {
            length += name.Length + value.Length;
            ThrowIfTooLong(length, MaxFormLength);
            if (!parameters.TryAdd(name, value))
            {
                throw Repeated(name);
            }
        }

        return new(CallbackChannel.Form, parameters, new(), url);
    }

    /// <summary>A response that arrives as a form. No more of the body is read than a response may be long.</summary>
    /// <param name="method">The method of the request. It must be POST.</param>
    /// <param name="contentType">Its <c>Content-Type</c>. It must be that of a form.</param>
    /// <param name="body">Its body.</param>
    /// <param name="url">The URL that was called, as the browser sees it; null where it isn't known for certain.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <inheritdoc cref="FromForm(string, string, string, string)"/>
    public static async Task<AuthorizationCallback> FromFormAsync(string method, string? contentType, Stream body, string? url = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ThrowUnlessForm(method, contentType);
        var buffer = new byte[MaxFormLength + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return FromForm(method, contentType, Encoding.Latin1.GetString(buffer, 0, length), url);
    }

    /// <summary>Where it stands, and nothing of it.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"Authorization response in a {ExpectedResponse.NameOf(Channel)}";

    private static void ThrowUnlessForm(string method, string? contentType)
    {
        ArgumentNullException.ThrowIfNull(method);
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        if (method != HttpMethod.Post.Method || !(end < 0 ? type : type[..end]).Trim().Equals(Wire.Form, StringComparison.OrdinalIgnoreCase))
        {
            throw new OAuthException(OAuthFault.AuthorizationCallbackChannel, $"An authorization response in a form comes by POST and as {Wire.Form} (OAuth 2.0 Form Post Response Mode section 2). Nothing was sent.");
        }
    }

    private static void ThrowIfTooLong(int length, int limit)
    {
        if (length > limit)
        {
            throw Malformed($"The authorization response is longer than {limit} characters.");
        }
    }

    private static CallbackParameters Read(ReadOnlySpan<char> text)
    {
        var parameters = new CallbackParameters();
        string? repeated = null;
        if (!UrlEncodedForm.TryRead(text, (name, value) => repeated ??= parameters.TryAdd(name, value) ? null : name))
        {
            throw Malformed("The authorization response isn't made of encoded parameters, or has too many of them (RFC 6749 appendix B).");
        }

        return repeated is null
            ? parameters
            : throw Repeated(repeated);
    }

    // Only to find the transaction, by which the JWT is then verified.
    private static string? PeekState(string jwt)
    {
        if (CompactText.Split(jwt, CompactText.JwsSegments) is not [_, var claims, _])
        {
            return null;
        }

        using var document = StrictJson.ParseObject(claims);
        return document is null ? null : StrictJson.StringOrNull(document.RootElement, Wire.State);
    }

    private static OAuthException Repeated(string name) =>
        Malformed($"The authorization response has the parameter \"{name}\" more than once (RFC 6749 section 3.1).");

    private static OAuthException Malformed(string message) => new(OAuthFault.AuthorizationCallbackMalformed, message + " Nothing was sent.");
}
