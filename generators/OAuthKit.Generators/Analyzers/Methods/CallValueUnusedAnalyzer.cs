using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports parameters of methods whose policy makes nothing of their value.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallValueUnusedAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK103";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A value for OAuthKit has no use",
        "The value '{0}' isn't used: '{1}' isn't called under {2}",
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
            if (TokenDeclaration.Read(call).Over(inherited).Policy is not { } policy)
            {
                continue;
            }

            foreach (var parameter in call.Parameters)
            {
                if (CallValue.Of(parameter) is { } value && !policy.Grant.Use.HasFlag(value.Use))
                {
                    var location = SymbolEqualityComparer.Default.Equals(call.ContainingType, api) ? parameter.Location() : api.Location();
                    context.ReportDiagnostic(Diagnostic.Create(_rule, location, parameter.Name, call.Name, value.Under));
                }
            }
        }
    });
}
