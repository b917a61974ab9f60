using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A user that a <see cref="TestAuthorizationServer"/> knows.</summary>
/// <example><code>server.AddUser(new TestUser("alice", "pa55") { Claims = new() { ["name"] = "Alice" } });</code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TestUser
{
    private readonly string? _password;

    /// <summary>Describes a user.</summary>
    /// <param name="subject">The <c>sub</c> of its tokens, which is also the name for the password grant.</param>
    /// <param name="password">The password for that grant; null where the user can't use it.</param>
    public TestUser(string subject, string? password = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        Subject = subject;
        _password = password;
    }

    /// <summary>The <c>sub</c> of the user's tokens.</summary>
    public string Subject { get; }

    /// <summary>What the UserInfo endpoint says beside <c>sub</c>.</summary>
    /// <value>Default: empty.</value>
    public JsonObject Claims { get; init; } = [];

    /// <summary>The subject; never the password.</summary>
    /// <returns>The subject.</returns>
    public override string ToString() => Subject;

    /// <summary>Whether the sign-in page takes this; a user without a password needs none.</summary>
    internal bool Accepts(string password) => _password is null || HasPassword(password);

    internal bool HasPassword(string password) =>
        _password is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(_password));
}
