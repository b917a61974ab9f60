using System.Collections.Frozen;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A request that reached a <see cref="TestAuthorizationServer"/> or a <see cref="TestApi"/>.</summary>
/// <remarks>It is recorded when it arrives; what the server finds out about it (the client, the answer's status) is filled in as it goes. <see cref="ToString"/> shows no secret and no token.</remarks>
/// <example><code>
/// var request = server.Token.Requests[0];
/// Assert.Equal("orders-worker", request.ClientId);
/// Assert.Equal("orders.read", request.Form["scope"]);
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TestRequest
{
    private readonly Lazy<RequestValues> _form;
    private readonly Lazy<RequestValues> _query;
    private long _bytesSent;

    internal TestRequest(string method, Uri uri, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, TimeProvider timeProvider, X509Certificate2? clientCertificate = null)
    {
        ClientCertificate = clientCertificate;
        Method = method;
        Uri = uri;
        Path = Uri.UnescapeDataString(uri.AbsolutePath);
        Headers = new RequestValues(headers, StringComparer.OrdinalIgnoreCase, Redaction.ShownHeaders);
        Body = body;
        TimeProvider = timeProvider;
        Time = timeProvider.GetUtcNow();
        _form = new(() => FormDecoder.Read(IsForm ? body : []));
        _query = new(() => FormDecoder.Read(uri.Query.TrimStart('?')));
    }

    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; }

    /// <summary>The whole address as it was asked for, query included.</summary>
    public Uri Uri { get; }

    /// <summary>The path, unescaped, without the query.</summary>
    public string Path { get; }

    /// <summary>The parameters of the query.</summary>
    public RequestValues Query => _query.Value;

    /// <summary>The headers, those of the body among them.</summary>
    public RequestValues Headers { get; }

    /// <summary>The parameters of a form body; empty where the body is something else.</summary>
    public RequestValues Form => _form.Value;

    /// <summary>The body as it came, secrets included.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>When the request arrived, by the clock of the host.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The clock of the host that received the request.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The name of the endpoint or the pattern of the route; null where nothing is at this path.</summary>
    public string? Endpoint { get; internal set; }

    /// <summary>The values of a route's placeholders, such as <c>id</c> of <c>/orders/{id}</c>.</summary>
    public IReadOnlyDictionary<string, string> Route { get; internal set; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The client that proved itself; null before that, and where it failed.</summary>
    public string? ClientId { get; internal set; }

    /// <summary>How that client proved itself, by the registered name, such as <c>client_secret_basic</c>.</summary>
    public string? ClientAuthenticationMethod { get; internal set; }

    /// <summary>The certificate that the client showed in the TLS handshake; null where it showed none, and in memory. The host has not judged it.</summary>
    public X509Certificate2? ClientCertificate { get; }

    /// <summary>The thumbprint of the key whose proof the request carried (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-4">RFC 9449 section 4</see>), where that was good; null otherwise.</summary>
    public string? DpopThumbprint { get; internal set; }

    /// <summary>The access token that a call of a <see cref="TestApi"/> carried, as its claims; null where it carried none.</summary>
    public TestToken? Token { get; internal set; }

    /// <summary>What the fake token was asked for that a call of a <see cref="StubApi"/> carried, its scope above all; null where the call carried none, and elsewhere.</summary>
    public RequestedToken? RequestedToken { get; internal set; }

    /// <summary>The status of the answer; null while there is none, and where the connection failed instead.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>How many bytes of the answer's body were taken so far. It tells how much of an endless body a client read.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>What the user does, where the test says it with the request.</summary>
    internal TestSignIn? SignIn { get; init; }

    private bool IsForm => Headers[HeaderNames.ContentType]?.Split(';')[0].Trim().Equals(MediaTypes.Form, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads the body as text in UTF-8.</summary>
    /// <returns>The text, secrets included.</returns>
    public string ReadText() => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Reads the body as JSON.</summary>
    /// <returns>The value; null where the body is the JSON <c>null</c>.</returns>
    /// <exception cref="System.Text.Json.JsonException">The body isn't JSON.</exception>
    public JsonNode? ReadJson() => JsonNode.Parse(Body.Span);

    /// <summary>The method, the path, the parameters that carry no secret, and the answer's status.</summary>
    /// <returns>For example <c>POST /token grant_type=client_credentials&amp;client_secret=[redacted] -> 200</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(Method).Append(' ').Append(Path);
        if (Query.Count > 0)
        {
            text.Append('?').Append(Query);
        }

        if (Form.Count > 0)
        {
            text.Append(' ').Append(Form);
        }

        if (Token is { } token)
        {
            text.Append(' ').Append(token);
        }

        return StatusCode is { } status ? text.Append(" -> ").Append(status).ToString() : text.ToString();
    }

    internal void AddBytesSent(long count) => Interlocked.Add(ref _bytesSent, count);
}
