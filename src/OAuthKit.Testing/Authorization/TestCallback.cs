using System.Diagnostics;

namespace OAuthKit.Testing;

/// <summary>What the browser brings to the client at the end of a sign-in.</summary>
/// <example><code>
/// var callback = await server.SignInAsync(url, new TestSignIn("alice"));
/// string code = callback.Parameters["code"]!;
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TestCallback
{
    private TestCallback(string url, string? body, string delivery, RequestValues parameters)
    {
        Url = url;
        Body = body;
        Delivery = delivery;
        Parameters = parameters;
    }

    /// <summary>Where the browser goes, with the parameters in the query or the fragment; for <c>form_post</c>, where it posts them.</summary>
    public string Url { get; }

    /// <summary>The form that the browser posts; null where it doesn't post one.</summary>
    public string? Body { get; }

    /// <summary>How the parameters travel: <c>query</c>, <c>fragment</c> or <c>form_post</c>.</summary>
    public string Delivery { get; }

    /// <summary>The parameters, decoded; of a response as a JWT only <c>response</c>.</summary>
    public RequestValues Parameters { get; }

    /// <summary>The request that the browser sends to the client. A fragment stays in the browser.</summary>
    /// <returns>A GET, or the POST of the form.</returns>
    public HttpRequestMessage CreateRequest() => Body is null
        ? new(HttpMethod.Get, Url.Split('#')[0])
        : new(HttpMethod.Post, Url) { Content = new StringContent(Body, null, MediaTypes.Form) };

    /// <summary>How and where to, and the names of the parameters; never a code or a token.</summary>
    /// <returns>For example <c>query to https://shop.test/callback: code=[redacted]</c>.</returns>
    public override string ToString() => $"{Delivery} to {Url.Split('?', '#')[0]}: {Parameters}";

    internal static TestCallback Redirect(string location, string delivery, CallbackParameters parameters) => new(location, body: null, delivery, parameters.Snapshot());

    internal static TestCallback Form(string redirectUri, CallbackParameters parameters) => new(redirectUri, parameters.Encode(), ResponseModes.FormPost, parameters.Snapshot());

    /// <summary>The same, or what a fault made of its address.</summary>
    internal TestCallback At(string location) =>
        location == Url ? this : new(location, Body, Delivery, FormDecoder.Read(location[(location.IndexOfAny(['?', '#']) + 1)..]));
}
