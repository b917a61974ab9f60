using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports resources that no server may accept.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidResourceAnalyzer : TokenAttributeAnalyzer
{
    public const string Id = "OAK016";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A resource is not an absolute URI",
        "'{0}' isn't an absolute URI without a fragment (RFC 8707 section 2)",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Analyze(SyntaxNodeAnalysisContext context, ApiInterfaces apis, TokenAttribute attribute)
    {
        if (attribute.Name != AttributeNames.Resource)
        {
            return;
        }

        foreach (var (expression, value) in attribute.Texts)
        {
            if (!IsValid(value))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, expression.GetLocation(), value));
            }
        }
    }

    private static bool IsValid(string resource) =>
        resource.Length > 0
        && resource.All(static c => c is > ' ' and <= '~' and not '#')
        && resource[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
        && resource.Contains(':')
        && Uri.TryCreate(resource, UriKind.Absolute, out _);
}
