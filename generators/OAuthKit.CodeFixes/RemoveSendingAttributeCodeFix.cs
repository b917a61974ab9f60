using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OAuthKit.Generators;

namespace OAuthKit.CodeFixes;

/// <summary>Removes the attribute by which Refit would send an access token as data.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveSendingAttributeCodeFix() : OAuthKitCodeFix<AttributeSyntax>(TokenSentAnalyzer.Id, "Remove the attribute that sends the token")
{
    protected override SyntaxNode Fix(SyntaxNode root, AttributeSyntax node, Diagnostic diagnostic)
    {
        var list = (AttributeListSyntax)node.Parent!;
        if (list.Attributes.Count > 1)
        {
            return root.RemoveNode(node, SyntaxRemoveOptions.KeepNoTrivia)!;
        }

        var isLast = list.Parent is ParameterSyntax parameter && parameter.AttributeLists.Last() == list;
        return root.RemoveNode(list, isLast ? SyntaxRemoveOptions.KeepExteriorTrivia : SyntaxRemoveOptions.KeepLeadingTrivia)!;
    }
}
