using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>Finds where an interface asks for tokens that are bound to a key, and to a certificate too.</summary>
internal static class TwoBindings
{
    /// <summary>The interface or the methods that say so.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol api, InterfaceInheritance inherited)
    {
        if (!ApiDeclaration.ShowsCertificate(api))
        {
            yield break;
        }

        if (inherited.Declaration.Request.Dpop == true)
        {
            yield return api;
        }

        foreach (var call in ApiMembers.Calls(api))
        {
            if (TokenDeclaration.Read(call).Request.Dpop == true)
            {
                yield return call;
            }
        }
    }
}
