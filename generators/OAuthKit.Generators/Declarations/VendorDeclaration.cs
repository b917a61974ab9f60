using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The vendor that an interface, or one that it inherits, is marked with. Whatever derives from the base attribute is one.</summary>
internal static class VendorDeclaration
{
    /// <summary>The interface's own, else that of the nearest interface that it inherits; null where there is none.</summary>
    public static AttributeData? Of(INamedTypeSymbol api) => Nearest(api).Select(type => On(type).First()).FirstOrDefault();

    /// <summary>The vendors of one interface.</summary>
    public static IEnumerable<AttributeData> On(INamedTypeSymbol type) => type.GetAttributes().Where(IsVendor);

    /// <summary>The interfaces whose vendor could hold, none of which inherits another.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Nearest(INamedTypeSymbol api)
    {
        if (On(api).Any())
        {
            return [api];
        }

        var marked = api.AllInterfaces.Where(type => On(type).Any()).ToArray();
        return [.. marked.Where(type => !marked.Any(other => other.AllInterfaces.Contains(type, SymbolEqualityComparer.Default)))];
    }

    private static bool IsVendor(AttributeData attribute)
    {
        for (var type = attribute.AttributeClass?.BaseType; type is not null; type = type.BaseType)
        {
            if (type is { Name: "VendorAttribute", ContainingType: null } && type.ToDisplayString() == AttributeNames.Vendor)
            {
                return true;
            }
        }

        return false;
    }
}
