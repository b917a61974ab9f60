using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports client credentials under <c>[EntraId]</c> with scopes that Entra ID refuses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EntraScopesAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK020";

    private const string Default = "/.default";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "Entra ID takes one scope with client credentials",
        "'{0}' asks Entra ID for \"{1}\" with client credentials, where it takes one scope that ends in /.default, such as api://orders/.default",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        if (VendorDeclaration.Of(api)?.FullName() != AttributeNames.EntraId)
        {
            return;
        }

        var inherited = InterfaceInheritance.Of(api).Declaration;
        foreach (var call in ApiMembers.Calls(api))
        {
            if (TokenDeclaration.Read(call).Over(inherited).Policy is { Grant.Attribute: AttributeNames.ClientCredentials, Request.Scopes: { } scopes }
                && !(scopes.Values.Count == 1 && scopes.Values.Single().EndsWith(Default, StringComparison.Ordinal)))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, call.LocationIn(api), call.Name, string.Join(" ", scopes.Values)));
            }
        }
    });
}
