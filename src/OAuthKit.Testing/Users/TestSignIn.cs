using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>What a user does about an authorization request in the browser: signs in and approves, or doesn't.</summary>
/// <example><code>
/// var callback = await server.SignInAsync(url, new TestSignIn("bob") { Scope = "openid" });
/// server.Authorization.SignIn = TestSignIn.Refuse();
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TestSignIn
{
    /// <summary>A user who approves.</summary>
    /// <param name="subject">Who it is; null for the one of the request's hint, or <c>alice</c>.</param>
    public TestSignIn(string? subject = null)
    {
        Subject = subject;
    }

    /// <summary>Who signs in; null for the one of the request's hint, or <c>alice</c>.</summary>
    public string? Subject { get; }

    /// <summary>What is approved, separated by spaces.</summary>
    /// <value>Default: null, all that was asked for.</value>
    public string? Scope { get; init; }

    /// <summary>Since when the user has a session at the server. Without one, <c>prompt=none</c> is answered with <c>login_required</c>.</summary>
    /// <value>Default: null, the user has none and signs in now.</value>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>The <c>acr</c> that is reached.</summary>
    /// <value>Default: null, the first that the request asks for.</value>
    public string? AuthenticationContext { get; init; }

    /// <summary>The <c>amr</c>.</summary>
    /// <value>Default: empty, which leaves it out.</value>
    public IReadOnlyList<string> AuthenticationMethods { get; init; } = [];

    /// <summary>The <c>sid</c>, by which a logout names the session.</summary>
    /// <value>Default: null, a new one.</value>
    public string? SessionId { get; init; }

    /// <summary>What is granted of <c>authorization_details</c> (<see href="https://www.rfc-editor.org/rfc/rfc9396#section-7">RFC 9396 section 7</see>).</summary>
    /// <value>Default: null, all that was asked for.</value>
    public JsonArray? AuthorizationDetails { get; init; }

    internal string? Error { get; private init; }

    internal string? ErrorDescription { get; private init; }

    /// <summary>A user who doesn't approve, or whom the server can't ask.</summary>
    /// <param name="error">The code, such as <c>access_denied</c>, <c>consent_required</c> or <c>interaction_required</c>.</param>
    /// <param name="description">The <c>error_description</c>; null leaves it out.</param>
    /// <returns>What the user does.</returns>
    public static TestSignIn Refuse(string error = ErrorCodes.AccessDenied, string? description = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        return new() { Error = error, ErrorDescription = description };
    }

    /// <summary>Who does what.</summary>
    /// <returns>For example <c>alice signs in</c>.</returns>
    public override string ToString() => Error ?? (Subject ?? "whoever is asked for") + " signs in";
}
