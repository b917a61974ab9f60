using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports annotated interfaces with type parameters of their own or of a type around them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OpenGenericApiAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK005";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "An annotated interface is generic",
        "Refit makes no client for the open generic interface '{0}'; mark an interface that inherits it with its type arguments",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        if (ApiDeclaration.IsOpenGeneric(api))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, api.Location(), api.Name));
        }
    });
}
