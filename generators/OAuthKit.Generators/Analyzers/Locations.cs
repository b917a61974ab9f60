using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OAuthKit.Generators;

/// <summary>Where the analyzers report.</summary>
internal static class Locations
{
    public static Location Location(this ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Microsoft.CodeAnalysis.Location.None;

    /// <summary>The member's place in the interface, or the interface's own for an inherited member.</summary>
    public static Location LocationIn(this ISymbol member, INamedTypeSymbol api) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType, api) ? member.Location() : api.Location();

    public static Location Location(this AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? Microsoft.CodeAnalysis.Location.None;

    /// <summary>The place of an argument, or of the whole attribute where it isn't there.</summary>
    public static Location ArgumentLocation(this AttributeData attribute, Func<AttributeArgumentSyntax, bool> argument, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax syntax
            ? syntax.ArgumentList?.Arguments.FirstOrDefault(argument)?.Expression.GetLocation() ?? syntax.GetLocation()
            : Microsoft.CodeAnalysis.Location.None;
}
