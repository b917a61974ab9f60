using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>A logout that is to happen: where the browser goes, and what it has to bring back.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<LogoutStart>))]
public sealed class LogoutStart
{
    internal LogoutStart(string url, string? state)
    {
        Url = url;
        State = state;
    }

    /// <summary>Where to send the browser. It may have the ID token in it: keep it out of logs.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Url { get; }

    /// <summary>
    /// What the return has to carry. Keep it in the user's session, and give it to
    /// <see cref="LogoutReturn.Validate(string, string)"/>; null where the browser isn't to come back.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? State { get; }

    /// <summary>A fixed text: the address has the ID token in it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => State is null ? "Logout" : "Logout with a return";
}
