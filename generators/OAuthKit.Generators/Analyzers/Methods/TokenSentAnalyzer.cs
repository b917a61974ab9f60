using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports token parameters that another Refit attribute, or a place in the path, sends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenSentAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK102";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A token is also sent as data",
        "The token '{0}' would also be sent to the API as data",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachInterface(start, (context, type) =>
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (var parameter in method.Parameters.Where(parameter => CallValue.Of(parameter) is { IsToken: true }))
            {
                Check(context, method, parameter);
            }
        }
    });

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method, IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes().Where(attribute => attribute.FullName() is { } name && RefitNames.Sending.Contains(name)))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, attribute.Location(context.CancellationToken), parameter.Name));
        }

        if (method.GetAttributes().Any(attribute => RefitNames.IsVerb(attribute) && attribute.Text(0) is { } path && HasPlace(path, parameter.Name)))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, parameter.Location(), parameter.Name));
        }
    }

    private static bool HasPlace(string path, string name) =>
        path.IndexOf("{" + name + "}", StringComparison.OrdinalIgnoreCase) >= 0
        || path.IndexOf("{" + name + ":", StringComparison.OrdinalIgnoreCase) >= 0
        || path.IndexOf("{**" + name + "}", StringComparison.OrdinalIgnoreCase) >= 0;
}
