using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports http URLs in token attributes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InsecureUrlAnalyzer : TokenAttributeAnalyzer
{
    public const string Id = "OAK014";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A URL is not https",
        "'{0}' isn't https, so a token for it could be read on the way",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Analyze(SyntaxNodeAnalysisContext context, ApiInterfaces apis, TokenAttribute attribute)
    {
        foreach (var (expression, value) in attribute.Texts)
        {
            if (value.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, expression.GetLocation(), value));
            }
        }
    }
}
