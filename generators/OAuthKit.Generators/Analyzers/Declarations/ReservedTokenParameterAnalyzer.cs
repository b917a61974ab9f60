using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports parameters that OAuthKit sets itself, and one without a name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedTokenParameterAnalyzer : TokenAttributeAnalyzer
{
    public const string Id = "OAK015";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A token parameter is reserved",
        "The parameter '{0}' can't be given by [TokenParameter]; {1}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private static readonly Dictionary<string, string> _reserved = new(StringComparer.Ordinal)
    {
        [""] = "it needs a name",
        ["grant_type"] = "the grant attribute sets it",
        ["client_id"] = "the configuration sets it",
        ["client_assertion_type"] = "the client authentication sets it",
        ["scope"] = "use [Scopes]",
        ["resource"] = "use [Resource]",
        ["audience"] = "use [Audience]",
    };

    private protected override void Analyze(SyntaxNodeAnalysisContext context, ApiInterfaces apis, TokenAttribute attribute)
    {
        if (attribute.Name == AttributeNames.TokenParameter && attribute.Texts.Count > 0 && _reserved.TryGetValue(attribute.Texts[0].Value, out var advice))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, attribute.Texts[0].Expression.GetLocation(), attribute.Texts[0].Value, advice));
        }
    }
}
