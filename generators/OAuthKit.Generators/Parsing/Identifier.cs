using Microsoft.CodeAnalysis.CSharp;

namespace OAuthKit.Generators;

internal static class Identifier
{
    /// <summary>The name with an <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
