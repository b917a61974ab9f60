using System.Collections.Immutable;

namespace OAuthKit.Generators;

/// <summary>One annotated interface: all that the emitter needs, as text.</summary>
internal sealed record ApiModel(
    string? Namespace,
    string Accessibility,
    string Interface,
    string Client,
    string Name,
    string? Json,
    bool FromResourceMetadata,
    bool MutualTls,
    string? Vendor,
    EquatableArray<string> Attributes,
    EquatableArray<PolicyModel> Policies,
    EquatableArray<PropertyModel> Properties,
    EquatableArray<MethodModel> Methods,
    bool Disposable)
{
    public string HintName => (Namespace is null ? Client : Namespace.Replace("@", "") + "." + Client) + ".g.cs";

    /// <summary>Of several interfaces that would give a client of one name, the first: an analyzer reports the others.</summary>
    public static IEnumerable<ApiModel> Distinct(ImmutableArray<ApiModel?> models)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return models.OfType<ApiModel>().Where(model => names.Add(model.HintName));
    }
}
