using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports annotated interfaces whose client, options or registration would have the name of something else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GeneratedNameTakenAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK010";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "The name of a generated type is taken",
        "'{0}', which would be generated for '{1}', is there already; rename one of them, or make yours a partial class",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        if (GeneratedNames.Taken(api) is { } taken)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, api.Location(), taken, api.Name));
        }
    });
}
