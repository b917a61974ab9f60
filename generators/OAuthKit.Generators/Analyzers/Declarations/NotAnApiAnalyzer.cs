using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports token attributes outside of interfaces that are marked, or inherited by one that is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotAnApiAnalyzer : TokenAttributeAnalyzer
{
    public const string Id = "OAK004";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A token attribute stands where no client is generated",
        "No client is generated for '{0}', so its token attributes do nothing; mark the interface, or one that inherits it, [OAuth2Api]",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Analyze(SyntaxNodeAnalysisContext context, ApiInterfaces apis, TokenAttribute attribute)
    {
        if (attribute.Syntax.Parent?.Parent is { } target
            && context.SemanticModel.GetDeclaredSymbol(target, context.CancellationToken) is { } symbol
            && (symbol as INamedTypeSymbol ?? symbol.ContainingType) is { } type
            && !(type.TypeKind == TypeKind.Interface && apis.Cover(type)))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, attribute.Syntax.GetLocation(), type.Name));
        }
    }
}
