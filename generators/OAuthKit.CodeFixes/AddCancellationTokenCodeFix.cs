using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using OAuthKit.Generators;

namespace OAuthKit.CodeFixes;

/// <summary>Adds <c>CancellationToken cancellationToken = default</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddCancellationTokenCodeFix() : OAuthKitCodeFix<MethodDeclarationSyntax>(CancellationTokenMissingAnalyzer.Id, "Add a CancellationToken")
{
    protected override SyntaxNode Fix(SyntaxNode root, MethodDeclarationSyntax node, Diagnostic diagnostic)
    {
        var parameters = node.ParameterList.Parameters;
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier("cancellationToken"))
            .WithType(SyntaxFactory.ParseTypeName("global::System.Threading.CancellationToken").WithAdditionalAnnotations(Simplifier.Annotation).WithTrailingTrivia(SyntaxFactory.Space))
            .WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression))
                .WithEqualsToken(SyntaxFactory.Token([SyntaxFactory.Space], SyntaxKind.EqualsToken, [SyntaxFactory.Space])));
        var last = parameters.Count - 1;
        var position = last >= 0 && parameters[last].Modifiers.Any(SyntaxKind.ParamsKeyword) ? last : parameters.Count;
        return root.ReplaceNode(node.ParameterList, node.ParameterList.WithParameters(parameters.Insert(position, parameter)).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
