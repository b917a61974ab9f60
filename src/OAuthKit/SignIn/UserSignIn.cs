using System.ComponentModel;

namespace OAuthKit;

/// <summary>A token of a user, who is asked for it once and then for as long as the login holds not again.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UserSignIn : DeclaredRequest
{
    private protected UserSignIn()
    {
    }
}
