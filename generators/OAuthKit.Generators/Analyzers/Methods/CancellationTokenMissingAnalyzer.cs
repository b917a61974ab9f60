using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports methods of annotated interfaces without a cancellation token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationTokenMissingAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK105";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A call cannot be cancelled",
        "'{0}' takes no CancellationToken, so that neither the call nor its token request can be cancelled",
        Rule.Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        foreach (var call in ApiMembers.Calls(api))
        {
            if (SymbolEqualityComparer.Default.Equals(call.ContainingType, api) && !call.Parameters.Any(parameter => IsCancellationToken(parameter.Type)))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, call.Location(), call.Name));
            }
        }
    });

    private static bool IsCancellationToken(ITypeSymbol type) => type.ToDisplayString() is "System.Threading.CancellationToken" or "System.Threading.CancellationToken?";
}
