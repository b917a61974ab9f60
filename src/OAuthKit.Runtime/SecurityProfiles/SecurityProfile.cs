namespace OAuthKit;

/// <summary>A set of rules that somebody else wrote and that a client keeps as a whole; see <see cref="OAuthClient.Profile"/>.</summary>
public enum SecurityProfile
{
    /// <summary>None: each setting stands for itself.</summary>
    None,

    /// <summary><see href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security Profile</see>: pushed requests, PKCE, tokens bound to their sender, clients that prove themselves by a key, and modern algorithms only.</summary>
    Fapi2SecurityProfile,

    /// <summary><see href="https://openid.net/specs/fapi-message-signing-2_0-final.html">FAPI 2.0 Message Signing</see>: all of <see cref="Fapi2SecurityProfile"/>, and authorization requests, authorization responses and introspection responses that are signed.</summary>
    Fapi2MessageSigning,
}
