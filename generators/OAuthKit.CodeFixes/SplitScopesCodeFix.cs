using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using OAuthKit.Generators;

namespace OAuthKit.CodeFixes;

/// <summary><c>[Scopes("a b")]</c> becomes <c>[Scopes("a", "b")]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SplitScopesCodeFix() : OAuthKitCodeFix<AttributeArgumentSyntax>(InvalidScopeAnalyzer.Id, "Make each scope an argument")
{
    protected override bool CanFix(Diagnostic diagnostic, AttributeArgumentSyntax node) =>
        diagnostic.Properties.ContainsKey(InvalidScopeAnalyzer.Several) && node.Expression is LiteralExpressionSyntax;

    protected override SyntaxNode Fix(SyntaxNode root, AttributeArgumentSyntax node, Diagnostic diagnostic)
    {
        var scopes = ((LiteralExpressionSyntax)node.Expression).Token.ValueText.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return root.ReplaceNode(node, scopes.Select(scope =>
            SyntaxFactory.AttributeArgument(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(scope)))
                .WithAdditionalAnnotations(Formatter.Annotation)));
    }
}
