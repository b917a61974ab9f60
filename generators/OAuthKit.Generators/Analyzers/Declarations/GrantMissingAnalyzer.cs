using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports methods for which neither their own attributes nor those of their interface name a grant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GrantMissingAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK001";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A method has no grant",
        "Nothing says how the token of '{0}' is obtained; add a grant such as [ClientCredentials], or [Anonymous] to a method",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        var inherited = InterfaceInheritance.Of(api);
        var calls = ApiMembers.Calls(api).ToArray();
        var missing = calls.Where(call => TokenDeclaration.Read(call).Over(inherited.Declaration).Grants.IsEmpty).ToArray();
        if (missing.Length > 0 && missing.Length == calls.Length)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, api.Location(), api.Name));
            return;
        }

        foreach (var call in missing)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, call.LocationIn(api), $"{api.Name}.{call.Name}"));
        }
    });
}
