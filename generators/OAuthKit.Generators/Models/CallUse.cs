namespace OAuthKit.Generators;

/// <summary>What a call can bring, by what its policy makes of it.</summary>
[Flags]
internal enum CallUse
{
    None = 0,

    /// <summary>The token itself.</summary>
    AccessToken = 1,

    /// <summary>On whose behalf the token is had.</summary>
    Subject = 2,

    /// <summary>Who acts.</summary>
    Actor = 4,

    /// <summary>Scopes, a resource, a tenant: what a token is asked for with.</summary>
    Request = 8,
}
