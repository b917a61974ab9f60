namespace OAuthKit;

/// <summary>Where the parameters of a callback stand.</summary>
internal enum CallbackChannel
{
    Query,
    Fragment,
    Form,
}
