using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The parameter or property by which a caller supplies an access token.</summary>
internal static class AccessTokenParameter
{
    private const string Key = "OAuthKit.AccessToken";

    public static bool HasTokenType(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() == Key;

    public static bool IsMarked(ISymbol symbol) => symbol.Attribute(RefitNames.Property)?.Text(0) == Key;
}
