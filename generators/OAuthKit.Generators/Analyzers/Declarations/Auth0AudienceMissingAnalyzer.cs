using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports calls under <c>[Auth0]</c> whose token would be for no API, and therefore opaque.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Auth0AudienceMissingAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK019";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "Auth0 is asked for a token without an audience",
        "'{0}' asks Auth0 for a token without an audience, which no API of yours can read; name the API by [Audience(\"...\")]",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        if (VendorDeclaration.Of(api)?.FullName() != AttributeNames.Auth0)
        {
            return;
        }

        var inherited = InterfaceInheritance.Of(api).Declaration;
        if (ApiMembers.Calls(api).Any(call => TokenDeclaration.Read(call).Over(inherited).Policy is { Grant.Requests: true, Request.Audience: null }))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, api.Location(), api.Name));
        }
    });
}
