using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>A parameter or property by which a call brings a value to OAuthKit.</summary>
internal static class CallValue
{
    /// <summary>What the symbol is marked as by [Property]; null where it isn't one of ours.</summary>
    public static CallValueModel? Of(ISymbol symbol) => CallValueModel.OfKey(symbol.Attribute(RefitNames.Property)?.Text(0));

    /// <summary>The token whose type it is; null for other types.</summary>
    public static CallValueModel? OfTokenType(ITypeSymbol type) => CallValueModel.OfTokenType(Name(type));

    public static bool HasType(this CallValueModel value, ITypeSymbol type) => value.Type == Name(type);

    /// <summary>Whether calls of a method bring what a token is asked for with.</summary>
    public static bool AreBroughtBy(IMethodSymbol method, IEnumerable<IPropertySymbol> properties) =>
        method.Parameters.Concat<ISymbol>(properties).Any(symbol => Of(symbol) is { Use: CallUse.Request });

    private static string Name(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString();
}
