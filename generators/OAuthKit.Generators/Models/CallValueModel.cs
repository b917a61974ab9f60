namespace OAuthKit.Generators;

/// <summary>A value that a call can bring.</summary>
/// <param name="Key">The constant of OAuthParameter.</param>
/// <param name="Member">The name of that constant.</param>
/// <param name="Type">The type that a parameter must have.</param>
/// <param name="Use">Where it has a use.</param>
/// <param name="Under">The same in words.</param>
internal sealed record CallValueModel(string Key, string Member, string Type, CallUse Use, string Under)
{
    private const string Requests = "a grant that asks for tokens by itself";

    private static readonly CallValueModel[] _all =
    [
        new("OAuthKit.AccessToken", "AccessToken", "OAuthKit.AccessToken", CallUse.AccessToken, "[AccessToken]"),
        new("OAuthKit.SubjectToken", "SubjectToken", "OAuthKit.SubjectToken", CallUse.Subject, "[TokenExchange] or [JwtBearer]"),
        new("OAuthKit.ActorToken", "ActorToken", "OAuthKit.ActorToken", CallUse.Actor, "[TokenExchange]"),
        new("OAuthKit.Resource", "Resource", "string", CallUse.Request, Requests),
        new("OAuthKit.Tenant", "Tenant", "string", CallUse.Request, Requests),
    ];

    /// <summary>Whether its type says by itself what it is, and must never reach the API.</summary>
    public bool IsToken => Type != "string";

    public static CallValueModel? OfKey(string? key) => Array.Find(_all, value => value.Key == key);

    /// <summary>The token whose type it is.</summary>
    public static CallValueModel? OfTokenType(string type) => Array.Find(_all, value => value.IsToken && value.Type == type);
}
