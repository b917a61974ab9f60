using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>Reads a property of the interface.</summary>
internal static class PropertyParser
{
    public static PropertyModel Parse(IPropertySymbol property, MemberClashes clashes) => new(
        clashes.Explicit(property),
        clashes.Through(property),
        AttributeText.OfMember(property),
        TypeText.Of(property.Type),
        Identifier.Escape(property.Name),
        property.GetMethod is not null,
        property.SetMethod is not null);
}
