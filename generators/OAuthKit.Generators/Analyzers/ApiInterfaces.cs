using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The annotated interfaces of a compilation, looked up only where an analyzer has found a candidate.</summary>
internal sealed class ApiInterfaces
{
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _all;
    private readonly Lazy<HashSet<INamedTypeSymbol>> _covered;

    public ApiInterfaces(Compilation compilation)
    {
        _all = new(() => [.. Types(compilation.Assembly.GlobalNamespace).Where(type => type.Attribute(AttributeNames.OAuth2Api) is not null)]);
        _covered = new(() => new(_all.Value.SelectMany(api => api.AllInterfaces.Add(api)).Select(type => type.OriginalDefinition), SymbolEqualityComparer.Default));
    }

    public ImmutableArray<INamedTypeSymbol> All => _all.Value;

    /// <summary>Whether the interface is annotated, or inherited by one that is.</summary>
    public bool Cover(INamedTypeSymbol type) =>
        type.Attribute(AttributeNames.OAuth2Api) is not null || _covered.Value.Contains(type.OriginalDefinition);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
            {
                yield return type;
            }

            foreach (var inner in Types(member))
            {
                yield return inner;
            }
        }
    }
}
