using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>Types as generated code writes them.</summary>
internal static class TypeText
{
    private static readonly SymbolDisplayFormat _format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat _namespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(_format);

    public static string? Of(INamespaceSymbol space) => space.IsGlobalNamespace ? null : space.ToDisplayString(_namespaceFormat);
}
