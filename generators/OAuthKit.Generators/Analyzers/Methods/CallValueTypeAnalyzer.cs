using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports parameters and properties whose value OAuthKit wouldn't find.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallValueTypeAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK107";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A value for OAuthKit has another type",
        "'{0}' must be of type {1} to reach OAuthKit",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachInterface(start, static (context, type) =>
    {
        var parameters = type.GetMembers().OfType<IMethodSymbol>().SelectMany(method => method.Parameters).Select(parameter => (Symbol: (ISymbol)parameter, parameter.Type));
        var properties = type.GetMembers().OfType<IPropertySymbol>().Select(property => (Symbol: (ISymbol)property, property.Type));
        foreach (var (symbol, symbolType) in parameters.Concat(properties))
        {
            if (symbolType.TypeKind != TypeKind.Error && CallValue.Of(symbol) is { } value && !value.HasType(symbolType))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, symbol.Location(), symbol.Name, value.Type));
            }
        }
    });
}
