namespace OAuthKit.Testing;

/// <summary>The way in which a browser carries an authorization response to the client.</summary>
internal abstract class ResponseDelivery(string name)
{
    public static ResponseDelivery Query { get; } = new RedirectDelivery(ResponseModes.Query);

    public static ResponseDelivery Fragment { get; } = new RedirectDelivery(ResponseModes.Fragment);

    public static ResponseDelivery FormPost { get; } = new FormPostDelivery();

    public string Name { get; } = name;

    public static ResponseDelivery? Find(string name) => name switch
    {
        ResponseModes.Query => Query,
        ResponseModes.Fragment => Fragment,
        ResponseModes.FormPost => FormPost,
        _ => null,
    };

    public abstract TestResponse Send(string redirectUri, CallbackParameters parameters);
}
