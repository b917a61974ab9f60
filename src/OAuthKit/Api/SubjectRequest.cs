using System.ComponentModel;

namespace OAuthKit;

/// <summary>A token that is asked for on behalf of a subject, whose own token comes with each call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SubjectRequest : DeclaredRequest
{
    private protected SubjectRequest()
    {
    }

    internal abstract SubjectGrant CreateGrant();
}
