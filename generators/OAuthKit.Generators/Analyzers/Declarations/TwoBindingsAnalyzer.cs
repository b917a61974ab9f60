using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports <c>[Dpop]</c> under <c>[MutualTls]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TwoBindingsAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK017";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A token is bound in two ways",
        "'{0}' asks for tokens that are bound to a key ([Dpop]), and '{1}' for ones that are bound to a certificate ([MutualTls]); leave one",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        foreach (var symbol in TwoBindings.Of(api, InterfaceInheritance.Of(api)))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, symbol is INamedTypeSymbol ? api.Location() : symbol.LocationIn(api), symbol.Name, api.Name));
        }
    });
}
