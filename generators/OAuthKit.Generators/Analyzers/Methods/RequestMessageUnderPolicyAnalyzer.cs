using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports methods that return a request message under a policy, which OAuthKit never sees.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequestMessageUnderPolicyAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK104";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A method builds a request without a token",
        "'{0}' only builds a request, which carries no token; mark it [Anonymous], or send it through the client",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        var inherited = InterfaceInheritance.Of(api).Declaration;
        foreach (var call in ApiMembers.Calls(api))
        {
            if (call.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } result
                && result.TypeArguments[0].WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() == "System.Net.Http.HttpRequestMessage"
                && TokenDeclaration.Read(call).Over(inherited).Policy is { } policy
                && policy.Grant != GrantModel.Anonymous)
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, call.LocationIn(api), call.Name));
            }
        }
    });
}
