using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// Whom to ask on a device of theirs, and what they are shown there. Exactly one of <see cref="LoginHint"/>,
/// <see cref="LoginHintToken"/> and <see cref="IdTokenHint"/> names them.
/// </summary>
[DebuggerDisplay("A user of a backchannel authentication")]
public sealed class BackchannelUser
{
    /// <inheritdoc cref="BackchannelAuthenticationRequest.LoginHint"/>
    /// <value>The default is null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? LoginHint { get; init; }

    /// <inheritdoc cref="BackchannelAuthenticationRequest.LoginHintToken"/>
    /// <value>The default is null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? LoginHintToken { get; init; }

    /// <inheritdoc cref="BackchannelAuthenticationRequest.IdTokenHint"/>
    /// <value>The default is null.</value>
    public EncodedIdToken? IdTokenHint { get; init; }

    /// <inheritdoc cref="BackchannelAuthenticationRequest.UserCode"/>
    /// <value>The default is null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? UserCode { get; init; }

    /// <inheritdoc cref="BackchannelAuthenticationRequest.BindingMessage"/>
    /// <value>The default is null. <see cref="BackchannelPrompt.CreateBindingMessage"/> makes one.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? BindingMessage { get; init; }
}
