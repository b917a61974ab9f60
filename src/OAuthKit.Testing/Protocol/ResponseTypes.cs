namespace OAuthKit.Testing;

/// <summary>What the values of <c>response_type</c> are made of.</summary>
internal static class ResponseTypes
{
    public const string Code = "code";
    public const string IdToken = "id_token";
}
