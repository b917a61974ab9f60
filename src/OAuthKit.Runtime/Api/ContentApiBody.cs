namespace OAuthKit;

/// <summary>Content of the caller's.</summary>
internal sealed class ContentApiBody(HttpContent content) : ApiBody
{
    internal override HttpContent CreateContent(NullFields nulls, BooleanFields booleans) => content;
}
