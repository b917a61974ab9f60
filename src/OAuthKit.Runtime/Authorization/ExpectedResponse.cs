namespace OAuthKit;

/// <summary>What a response type and a response mode together announce (OAuth 2.0 Multiple Response Types section 2, JARM section 2.3).</summary>
internal sealed class ExpectedResponse(string type, string? mode)
{
    public bool HasCode { get; } = type is ResponseTypes.Code or ResponseTypes.CodeIdToken;

    public bool HasIdToken { get; } = type is ResponseTypes.IdToken or ResponseTypes.CodeIdToken;

    /// <summary>Whether the response is one signed JWT.</summary>
    public bool IsJwt { get; } = mode is ResponseModes.Jwt or ResponseModes.QueryJwt or ResponseModes.FragmentJwt or ResponseModes.FormPostJwt;

    public CallbackChannel Channel { get; } = mode switch
    {
        ResponseModes.Query or ResponseModes.QueryJwt => CallbackChannel.Query,
        ResponseModes.Fragment or ResponseModes.FragmentJwt => CallbackChannel.Fragment,
        ResponseModes.FormPost or ResponseModes.FormPostJwt => CallbackChannel.Form,
        _ => type == ResponseTypes.Code ? CallbackChannel.Query : CallbackChannel.Fragment,
    };

    public string ChannelName => NameOf(Channel);

    /// <summary>The mode with its channel said: what <c>jwt</c> is short for.</summary>
    public string? ExplicitMode => mode != ResponseModes.Jwt ? mode : Channel == CallbackChannel.Query ? ResponseModes.QueryJwt : ResponseModes.FragmentJwt;

    public static string NameOf(CallbackChannel channel) => channel switch
    {
        CallbackChannel.Query => "query",
        CallbackChannel.Fragment => "fragment",
        _ => "form",
    };
}
