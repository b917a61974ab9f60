using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports token parameters of methods whose token comes from elsewhere.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AccessTokenUnusedAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK103";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A token parameter has no use",
        "The token '{0}' isn't used: '{1}' isn't called under [AccessToken]",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        var inherited = InterfaceInheritance.Of(api).Declaration;
        foreach (var call in ApiMembers.Calls(api))
        {
            if (call.Parameters.FirstOrDefault(AccessTokenParameter.IsMarked) is { } parameter
                && TokenDeclaration.Read(call).Over(inherited).Policy is { } policy
                && policy.Grant != GrantModel.AccessToken)
            {
                var location = SymbolEqualityComparer.Default.Equals(call.ContainingType, api) ? parameter.Location() : api.Location();
                context.ReportDiagnostic(Diagnostic.Create(_rule, location, parameter.Name, call.Name));
            }
        }
    });
}
