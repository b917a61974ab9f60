using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports interfaces and methods with more than one grant attribute.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GrantGivenTwiceAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK002";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A grant is given twice",
        "'{0}' has {1} grants, of which only one can hold",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachInterface(start, static (context, type) =>
    {
        Check(context, type);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            Check(context, method);
        }
    });

    private static void Check(SymbolAnalysisContext context, ISymbol symbol)
    {
        var grants = symbol.GetAttributes().Where(attribute => GrantModel.Find(attribute.FullName()) is not null).ToArray();
        foreach (var grant in grants.Skip(1))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, grant.Location(context.CancellationToken), symbol.Name, grants.Length));
        }
    }
}
