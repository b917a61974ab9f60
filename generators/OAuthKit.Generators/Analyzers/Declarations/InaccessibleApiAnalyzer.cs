using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports annotated interfaces that are private, protected or local to a file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InaccessibleApiAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK013";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "An annotated interface is out of reach",
        "The client of '{0}' would stand beside it and can't reach it; make the interface and the types around it internal or public",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        if (!ApiDeclaration.IsAccessible(api))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, api.Location(), api.Name));
        }
    });
}
