using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The interface that <c>[OAuth2Api]</c> stands on, and whether a client can be generated for it at all.</summary>
internal static class ApiDeclaration
{
    public static bool IsOpenGeneric(INamedTypeSymbol api) => api.IsGenericType || (api.ContainingType is { } outer && IsOpenGeneric(outer));

    /// <summary>Whether a class beside the interface could name it.</summary>
    public static bool IsAccessible(INamedTypeSymbol api) =>
        !api.IsFileLocal
        && api.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable
        && (api.ContainingType is not { } outer || IsAccessible(outer));

    /// <summary>Whether other assemblies see the interface.</summary>
    public static bool IsPublic(INamedTypeSymbol api) =>
        api.DeclaredAccessibility == Accessibility.Public && (api.ContainingType is not { } outer || IsPublic(outer));

    /// <summary>Whether the interface, or one that it inherits, is marked <c>[MutualTls]</c>.</summary>
    public static bool ShowsCertificate(INamedTypeSymbol api) => api.AllInterfaces.Add(api).Any(type => type.Attribute(AttributeNames.MutualTls) is not null);

    /// <summary>Whether the name can stand in a configuration key: ASCII letters, digits, <c>. _ -</c>.</summary>
    public static bool IsValidName(string? name) => name is { Length: > 0 }
        && name.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-');

    /// <summary>The JSON context, where the attribute names one that generated code can use.</summary>
    public static bool IsJsonContext(ITypeSymbol json)
    {
        if (json is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsUnboundGenericType: false } type || !IsAccessible(type))
        {
            return false;
        }

        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.ToDisplayString() == "System.Text.Json.Serialization.JsonSerializerContext")
            {
                return true;
            }
        }

        return false;
    }
}
