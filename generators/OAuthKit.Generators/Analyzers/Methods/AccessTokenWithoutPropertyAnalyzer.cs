using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports parameters of type AccessToken that Refit would put into the URL or the body.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AccessTokenWithoutPropertyAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK101";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "An access token would be sent as data",
        "The token '{0}' would be sent to the API as data; mark it [Property(OAuthParameter.AccessToken)]",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachInterface(start, (context, type) =>
    {
        foreach (var parameter in type.GetMembers().OfType<IMethodSymbol>().Where(method => method.IsAbstract).SelectMany(method => method.Parameters))
        {
            if (AccessTokenParameter.HasTokenType(parameter.Type) && !AccessTokenParameter.IsMarked(parameter) && apis.Cover(type))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, parameter.Location(), parameter.Name));
            }
        }
    });
}
