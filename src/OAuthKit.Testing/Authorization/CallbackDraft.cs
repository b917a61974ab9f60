namespace OAuthKit.Testing;

/// <summary>An authorization response that a server is about to send, for a test to change.</summary>
/// <example><code>server.Mutations.Callback(callback => callback.Parameters["iss"] = "https://evil.test");</code></example>
public sealed class CallbackDraft
{
    internal CallbackDraft(string redirectUri, string responseMode)
    {
        RedirectUri = redirectUri;
        ResponseMode = responseMode;
    }

    /// <summary>Where the browser is sent. A test may send it elsewhere.</summary>
    public string RedirectUri { get; set; }

    /// <summary>How: <c>query</c>, <c>fragment</c>, <c>form_post</c>, or one of these with <c>.jwt</c>. Leaving <c>.jwt</c> away sends the parameters plainly.</summary>
    public string ResponseMode { get; set; }

    /// <summary>The parameters; those inside the JWT where there is one.</summary>
    public CallbackParameters Parameters { get; } = new();

    /// <summary>What stands beside the JWT, or beside the parameters where there is none.</summary>
    public CallbackParameters Outside { get; } = new();
}
