using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The names of the types generated for an interface.</summary>
internal static class GeneratedNames
{
    public const string Tool = "OAuthKit";

    public static string Client(string api) =>
        api.Length > 1 && api[0] == 'I' && char.IsLetter(api[1]) && !char.IsLower(api[1]) ? api.Substring(1) : api + "Client";

    public static string Options(string client) => client + "Options";

    public static string Registration(string client) => client + "ServiceCollectionExtensions";

    /// <summary>The first generated name that something else in the interface's namespace has already.</summary>
    public static string? Taken(INamedTypeSymbol api)
    {
        var client = Client(api.Name);
        return api.ContainingNamespace.GetMembers(client).Any(member => !IsOurs(member, api) && !IsPartOfClient(member)) ? client
            : api.ContainingNamespace.GetMembers(Options(client)).Any(member => !IsOurs(member)) ? Options(client)
            : api.ContainingNamespace.GetMembers(Registration(client)).Any(member => !IsOurs(member)) ? Registration(client)
            : null;
    }

    /// <summary>A partial class without type parameters and base class is the user's half of the client.</summary>
    private static bool IsPartOfClient(INamespaceOrTypeSymbol member) =>
        member is INamedTypeSymbol { TypeKind: TypeKind.Class, Arity: 0, IsStatic: false, IsRecord: false, IsAbstract: false, BaseType.SpecialType: SpecialType.System_Object } type
        && !HasOurs(type)
        && type.DeclaringSyntaxReferences.All(static reference =>
            reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax { Modifiers: var modifiers }
            && modifiers.Any(static modifier => modifier.ValueText == "partial"));

    private static bool IsOurs(INamespaceOrTypeSymbol member, INamedTypeSymbol api) =>
        member is INamedTypeSymbol { Arity: > 0 } || (HasOurs(member) && ((INamedTypeSymbol)member).AllInterfaces.Contains(api, SymbolEqualityComparer.Default));

    private static bool IsOurs(INamespaceOrTypeSymbol member) => member is INamedTypeSymbol { Arity: > 0 } || HasOurs(member);

    private static bool HasOurs(ISymbol member) =>
        member.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.Text(0) == Tool);
}
