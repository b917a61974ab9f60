using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>
/// How the cookie should be that holds a protected transaction until the response comes
/// (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700 section 4.7</see>). Each login has one of its own,
/// so that two in one browser don't disturb each other. Delete it when the response is there.
/// </summary>
public sealed class AuthorizationCookie
{
    private const string Prefix = "__Host-OAuthKit.";
    private const int HashLength = 12;

    private AuthorizationCookie(string name, string sameSite, TimeSpan maxAge)
    {
        Name = name;
        SameSite = sameSite;
        MaxAge = maxAge;
    }

    /// <summary>The name, made of the state by a hash. By its prefix <c>__Host-</c> a browser takes it from this host only, and by https only.</summary>
    public string Name { get; }

    /// <summary>The path, which the prefix demands.</summary>
    /// <value><c>/</c>.</value>
    public string Path { get; } = "/";

    /// <summary>Whether it travels by https only.</summary>
    /// <value>True.</value>
    public bool Secure { get; } = true;

    /// <summary>Whether scripts don't see it.</summary>
    /// <value>True.</value>
    public bool HttpOnly { get; } = true;

    /// <summary>
    /// <c>Lax</c>; <c>None</c> where the response is a form that a page of the server's posts, since no other cookie comes
    /// along with that.
    /// </summary>
    public string SameSite { get; }

    /// <summary>How long it is kept: as long as the transaction lasts.</summary>
    public TimeSpan MaxAge { get; }

    /// <summary>The cookie for a transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The cookie.</returns>
    public static AuthorizationCookie For(AuthorizationTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return new(NameFor(transaction.State), transaction.Expected.Channel == CallbackChannel.Form ? "None" : "Lax", transaction.ExpiresAt - transaction.CreatedAt);
    }

    /// <summary>The name under which the cookie of a response is looked for.</summary>
    /// <param name="callback">The response. It isn't checked yet.</param>
    /// <returns>The name; null where the response has no state that could be read.</returns>
    public static string? NameFor(AuthorizationCallback callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return callback.State is { } state ? NameFor(state) : null;
    }

    private static string NameFor(string state) =>
        Prefix + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, HashLength));
}
