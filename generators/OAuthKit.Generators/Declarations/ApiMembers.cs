using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The members that a client of an interface must implement: the interface's own and the inherited ones.</summary>
internal static class ApiMembers
{
    /// <summary>The methods that make a call, each of which needs a policy.</summary>
    public static IEnumerable<IMethodSymbol> Calls(INamedTypeSymbol api) => Abstract(api)
        .OfType<IMethodSymbol>()
        .Where(method => method.MethodKind == MethodKind.Ordinary && !IsDispose(method));

    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol api) => Abstract(api).OfType<IPropertySymbol>();

    /// <summary>Whether the interface is disposable, which makes no call.</summary>
    public static bool IsDisposable(INamedTypeSymbol api) => api.AllInterfaces.Any(type => type.SpecialType == SpecialType.System_IDisposable);

    /// <summary>The members that neither Refit nor a forwarder can implement.</summary>
    public static IEnumerable<ISymbol> Unsupported(INamedTypeSymbol api) => All(api).Where(member => member.IsAbstract && member switch
    {
        { IsStatic: true } or { DeclaredAccessibility: Accessibility.Protected or Accessibility.ProtectedAndInternal } => true,
        IEventSymbol => true,
        IPropertySymbol property => property.IsIndexer || property.ReturnsByRef || property.ReturnsByRefReadonly || property.SetMethod is { IsInitOnly: true },
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => method.ReturnsByRef || method.ReturnsByRefReadonly || method.IsVararg
            || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol),
        _ => false,
    });

    private static IEnumerable<ISymbol> Abstract(INamedTypeSymbol api) =>
        All(api).Where(member => member is { IsAbstract: true, IsStatic: false } && api.FindImplementationForInterfaceMember(member) is not { IsAbstract: false });

    private static IEnumerable<ISymbol> All(INamedTypeSymbol api) => api.GetMembers().Concat(api.AllInterfaces.SelectMany(type => type.GetMembers()));

    private static bool IsDispose(IMethodSymbol method) => method.ContainingType.SpecialType == SpecialType.System_IDisposable;
}
