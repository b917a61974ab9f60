using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports an annotated interface whose base interfaces say different things.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InheritedConflictAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK006";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "Two base interfaces disagree",
        "'{0}' and '{1}' disagree on the {2} of '{3}'; state it on '{3}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        foreach (var conflict in InterfaceInheritance.Of(api).Conflicts)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, api.Location(), conflict.First.Name, conflict.Second.Name, conflict.Subject, api.Name));
        }
    });
}
