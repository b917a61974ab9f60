namespace OAuthKit;

/// <summary>
/// What an authorization response brings
/// (<see href="https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html">OAuth 2.0 Multiple Response Types</see>).
/// Types with <c>token</c> aren't among them: an access token doesn't belong into a URL
/// (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2">RFC 9700 section 2.1.2</see>).
/// </summary>
public static class ResponseTypes
{
    /// <summary>An authorization code.</summary>
    public const string Code = "code";

    /// <summary>An authorization code, and an ID token that vouches for it.</summary>
    public const string CodeIdToken = "code id_token";

    /// <summary>An ID token and nothing else, for a sign-in that needs no access.</summary>
    public const string IdToken = "id_token";

    internal static bool IsKnown(string type) => type is Code or CodeIdToken or IdToken;

    /// <summary>Whether two types are one: the order of their values says nothing.</summary>
    internal static bool AreSame(string one, string other)
    {
        var left = one.Split(' ');
        var right = other.Split(' ');
        Array.Sort(left, StringComparer.Ordinal);
        Array.Sort(right, StringComparer.Ordinal);
        return left.AsSpan().SequenceEqual(right);
    }
}
