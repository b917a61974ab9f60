using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using OAuthKit.Generators;

namespace OAuthKit.CodeFixes;

/// <summary><c>AccessToken token</c> becomes <c>[Property(OAuthParameter.AccessToken)] AccessToken token</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MarkTokenCodeFix() : OAuthKitCodeFix<ParameterSyntax>(TokenWithoutPropertyAnalyzer.Id, "Pass the token to OAuthKit, not to the API")
{
    protected override bool CanFix(Diagnostic diagnostic, ParameterSyntax node) =>
        !node.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Property" or "PropertyAttribute");

    protected override SyntaxNode Fix(SyntaxNode root, ParameterSyntax node, Diagnostic diagnostic)
    {
        var member = diagnostic.Properties[TokenWithoutPropertyAnalyzer.Member];
        var key = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression("global::OAuthKit.OAuthParameter." + member).WithAdditionalAnnotations(Simplifier.Annotation));
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::Refit.Property").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(key)));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithTrailingTrivia(SyntaxFactory.Space);
        return root.ReplaceNode(node, node.WithoutLeadingTrivia().WithAttributeLists(node.AttributeLists.Insert(0, list)).WithLeadingTrivia(node.GetLeadingTrivia()));
    }
}
