using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports scopes that RFC 6749 section 3.3 forbids, and several in one text.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidScopeAnalyzer : TokenAttributeAnalyzer
{
    public const string Id = "OAK008";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A scope is malformed",
        "{0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    /// <summary>Set on a diagnostic whose scope is several, separated by spaces.</summary>
    public const string Several = nameof(Several);

    private static readonly ImmutableDictionary<string, string?> _several = ImmutableDictionary<string, string?>.Empty.Add(Several, null);

    private protected override void Analyze(SyntaxNodeAnalysisContext context, ApiInterfaces apis, TokenAttribute attribute)
    {
        if (attribute.Name != AttributeNames.Scopes)
        {
            return;
        }

        if (attribute.Syntax.ArgumentList?.Arguments.Any(argument => argument.NameEquals is null) != true)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, attribute.Syntax.GetLocation(), "[Scopes] names no scope"));
        }

        foreach (var (expression, value) in attribute.Texts)
        {
            if (value.Length == 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, expression.GetLocation(), "A scope is empty"));
            }
            else if (value.Any(c => c is < ' ' or > '~' or '"' or '\\'))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, expression.GetLocation(), "A scope has only visible ASCII characters, and neither quote nor backslash"));
            }
            else if (value.Contains(' '))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, expression.GetLocation(), _several, "Each scope is an argument of its own"));
            }
        }
    }
}
