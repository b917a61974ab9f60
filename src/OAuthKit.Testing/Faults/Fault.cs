using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Something that goes wrong on purpose: it stands before an endpoint and answers in its stead, delays it, or changes its answer.</summary>
/// <remarks>A fault is only a description. <see cref="TestTarget.Next(Fault[])"/>, <see cref="TestTarget.Always"/> and <see cref="TestTarget.When"/> put it to work. A user's own fault derives from this class.</remarks>
/// <example><code>
/// server.Token.Next(Fault.Status(503).RetryAfter(TimeSpan.FromSeconds(5)));
/// server.Token.Next(Fault.Delay(TimeSpan.FromSeconds(10)).Then(Fault.Truncate()));
/// </code></example>
public abstract class Fault
{
    /// <summary>No fault: in a sequence, this request goes through.</summary>
    public static Fault None { get; } = new ChangedResponseFault(static _ => { });

    /// <summary>Answers with a status and a body of text.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="body">The body; empty by default.</param>
    /// <param name="contentType">Its media type.</param>
    /// <returns>The fault.</returns>
    public static Fault Status(int statusCode, string body = "", string contentType = MediaTypes.Text) =>
        Respond(_ => body.Length == 0 ? TestResponse.Empty(statusCode) : TestResponse.Text(body, contentType, statusCode));

    /// <summary>Answers with an OAuth 2 error (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 section 5.2</see>).</summary>
    /// <param name="error">The code, such as <c>temporarily_unavailable</c>.</param>
    /// <param name="description">The <c>error_description</c>; left out where null.</param>
    /// <param name="uri">The <c>error_uri</c>; left out where null.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static Fault Error(string error, string? description = null, string? uri = null, int statusCode = 400) =>
        Respond(_ => TestResponse.Error(error, description, uri, statusCode));

    /// <summary>Answers with what a function makes of the request.</summary>
    /// <param name="respond">Makes the answer.</param>
    /// <returns>The fault.</returns>
    public static Fault Respond(Func<TestRequest, TestResponse> respond) => new ResponseFault(respond);

    /// <summary>Answers with these very bytes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its media type; null sends none.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static Fault Body(ReadOnlyMemory<byte> body, string? contentType = MediaTypes.Json, int statusCode = 200) =>
        Respond(_ => Raw(body, contentType, statusCode));

    /// <summary>Answers with this very text, in UTF-8.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its media type; null sends none.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static Fault Body(string body, string? contentType = MediaTypes.Json, int statusCode = 200) =>
        Body(Encoding.UTF8.GetBytes(body), contentType, statusCode);

    /// <summary>Sends the client elsewhere.</summary>
    /// <param name="location">The address, sent as it stands.</param>
    /// <param name="statusCode">The HTTP status: 302, or 307 to have the body sent again too.</param>
    /// <returns>The fault.</returns>
    public static Fault Redirect(string location, int statusCode = 302) =>
        Respond(_ => TestResponse.Empty(statusCode).WithHeader(HeaderNames.Location, location));

    /// <summary>Fails the connection: an <see cref="HttpRequestException"/> in memory, an aborted connection on loopback.</summary>
    /// <returns>The fault.</returns>
    public static Fault ConnectionFailure() => Respond(_ => TestResponse.ConnectionFailure());

    /// <summary>Waits on the clock of the host before the request goes on. With a fake clock, advancing it ends the wait.</summary>
    /// <param name="delay">How long.</param>
    /// <returns>The fault.</returns>
    public static Fault Delay(TimeSpan delay) => new DelayFault(delay);

    /// <summary>Holds requests back until a gate is released.</summary>
    /// <param name="gate">The gate.</param>
    /// <returns>The fault.</returns>
    public static Fault Hold(Gate gate) => new HoldFault(gate);

    /// <summary>Changes the members of an answer that is a JSON object. Other answers pass as they are.</summary>
    /// <param name="change">Adds, changes or removes members.</param>
    /// <returns>The fault.</returns>
    public static Fault Mutate(Action<JsonObject> change) => new MutationFault(change);

    /// <summary>Changes an answer: its status, headers or bytes.</summary>
    /// <param name="change">Changes the answer that the endpoint gave.</param>
    /// <returns>The fault.</returns>
    public static Fault ChangeResponse(Action<TestResponse> change) => new ChangedResponseFault(change);

    /// <summary>Sends the right body under another media type.</summary>
    /// <param name="contentType">The media type; null sends none.</param>
    /// <returns>The fault.</returns>
    public static Fault ContentType(string? contentType) => ChangeResponse(response => response.ContentType = contentType);

    /// <summary>Announces the whole body with <c>Content-Length</c> and ends the connection in the middle of it.</summary>
    /// <returns>The fault.</returns>
    public static Fault Truncate() => ChangeResponse(static response => response.Content = new TruncatedBody(Half(response.Body), Math.Max(1, response.Body.Length)));

    /// <summary>Sends half of the body as if it were the whole, so that it ends in the middle of the JSON.</summary>
    /// <returns>The fault.</returns>
    public static Fault CutShort() => ChangeResponse(static response => response.Body = Half(response.Body));

    /// <summary>Sends the headers and the first bytes of the body, and then nothing more until the client gives up or the host stops.</summary>
    /// <param name="afterBytes">How many bytes of the body come first.</param>
    /// <returns>The fault.</returns>
    public static Fault Stall(int afterBytes = 0) => ChangeResponse(response =>
        response.Content = new StalledBody(response.Body[..Math.Min(afterBytes, response.Body.Length)], Math.Max(response.Body.Length, afterBytes + 1)));

    /// <summary>Answers with a JSON string that never ends. <see cref="TestRequest.BytesSent"/> tells how much of it the client took.</summary>
    /// <returns>The fault.</returns>
    public static Fault Endless() => Respond(static _ => EndlessBodies.Endless());

    /// <summary>Answers with a small gzip body that expands to a huge JSON string.</summary>
    /// <param name="decompressedMegabytes">How large it gets, in units of 2^20 bytes.</param>
    /// <returns>The fault.</returns>
    public static Fault GzipBomb(int decompressedMegabytes = 1024) => Respond(_ => EndlessBodies.GzipBomb(decompressedMegabytes));

    /// <summary>Adds a header to the answer.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This fault and the header.</returns>
    public Fault WithHeader(string name, string value) => new ChangedResponseFault(response => response.WithHeader(name, value)).Then(this);

    /// <summary>Adds <c>Retry-After</c> in seconds to the answer.</summary>
    /// <param name="delay">How long the client is asked to wait; rounded up to a second.</param>
    /// <returns>This fault and the header.</returns>
    public Fault RetryAfter(TimeSpan delay) =>
        WithHeader(HeaderNames.RetryAfter, ((long)Math.Ceiling(delay.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Puts another fault behind this one: what this one lets through meets the other.</summary>
    /// <param name="inner">The fault that comes second.</param>
    /// <returns>Both.</returns>
    public Fault Then(Fault inner) => new ChainedFault(this, inner);

    /// <summary>Treats one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="next">The endpoint, or a fault that stands before it. A fault that answers itself doesn't call it.</param>
    /// <param name="cancellationToken">Ends when the client gives up or the host stops.</param>
    /// <returns>The answer.</returns>
    protected internal abstract ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken);

    private static ReadOnlyMemory<byte> Half(ReadOnlyMemory<byte> bytes) => bytes[..(bytes.Length / 2)];

    private static TestResponse Raw(ReadOnlyMemory<byte> body, string? contentType, int statusCode)
    {
        var response = TestResponse.Empty(statusCode);
        response.Body = body;
        response.ContentType = contentType;
        return response;
    }
}
