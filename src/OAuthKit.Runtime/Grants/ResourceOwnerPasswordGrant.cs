using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// Legacy: tokens for a user's name and password
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.3">RFC 6749 section 4.3</see>). It shows the password to the
/// application, knows neither a second factor nor single sign-on, and must not be used by new software
/// (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-2.4">RFC 9700 section 2.4</see>): use it to talk to a server
/// that offers nothing else, or in tests.
/// </summary>
/// <param name="username">The user's name.</param>
/// <param name="password">The user's password.</param>
/// <exception cref="ArgumentException">The name is empty.</exception>
public sealed class ResourceOwnerPasswordGrant(string username, UserPassword password) : TokenGrant
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _username = Checked(username);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly UserPassword _password = password ?? throw new ArgumentNullException(nameof(password));

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.Password;

    /// <inheritdoc/>
    protected override void AddParameters(FormParameters form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Add(Wire.Username, _username);
        form.Add(Wire.Password, _password.Reveal());
    }

    private static string Checked(string username)
    {
        ArgumentException.ThrowIfNullOrEmpty(username);
        return username;
    }
}
