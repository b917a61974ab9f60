using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports a Json type that isn't a context, or that generated code can't name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JsonContextTypeAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK012";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "Json is not a JSON context",
        "'{0}' isn't a JsonSerializerContext that generated code can reach",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, _, attribute) =>
    {
        if (attribute.Named<ITypeSymbol>("Json") is { TypeKind: not TypeKind.Error } json && !ApiDeclaration.IsJsonContext(json))
        {
            var location = attribute.ArgumentLocation(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Json", context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(_rule, location, json.ToDisplayString()));
        }
    });
}
