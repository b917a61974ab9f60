using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports methods for which Refit can send nothing, and annotated interfaces without any call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RouteMissingAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK108";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A method has no route",
        "'{0}' has no route, so that no call can be made; add Refit's attribute for the HTTP method and the path, such as [Get(\"/orders\")], or give the method a body",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        var calls = ApiMembers.Calls(api).ToArray();
        if (calls.Length == 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, api.Location(), api.Name));
        }

        foreach (var call in calls.Where(call => !call.GetAttributes().Any(RefitNames.IsVerb)))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, call.LocationIn(api), $"{api.Name}.{call.Name}"));
        }
    });
}
