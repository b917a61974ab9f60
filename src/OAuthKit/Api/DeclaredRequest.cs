using System.ComponentModel;

namespace OAuthKit;

/// <summary>What the attributes of a method ask for, where more than the attributes is needed to ask. Generated code makes these.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DeclaredRequest
{
    private protected DeclaredRequest()
    {
    }

    /// <summary>The scope, as scope values separated by single spaces: <see cref="ScopesAttribute"/>.</summary>
    /// <value>The default, null, leaves it to the configuration.</value>
    public string? Scope { get; init; }

    /// <summary>The resources: <see cref="ResourceAttribute"/>.</summary>
    /// <value>The default, empty, leaves them to the configuration.</value>
    public IReadOnlyList<string> Resource { get; init; } = [];

    /// <summary>The audience: <see cref="AudienceAttribute"/>.</summary>
    /// <value>The default, null, leaves it to the configuration.</value>
    public string? Audience { get; init; }

    /// <summary>Further parameters: <see cref="TokenParameterAttribute"/>.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(0);
}
