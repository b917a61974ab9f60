using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports annotated interfaces of one compilation that share their name, which configuration reads without regard to case.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ApiNameTwiceAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK009";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "Two APIs have one name",
        "'{0}' is also the name of '{1}', and a name stands for one API in a process",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, (context, api, attribute) =>
    {
        var other = apis.All.FirstOrDefault(other => !SymbolEqualityComparer.Default.Equals(other, api)
            && string.Equals(other.Attribute(AttributeNames.OAuth2Api)!.Text(0), attribute.Text(0), StringComparison.OrdinalIgnoreCase));
        if (other is not null)
        {
            var location = attribute.ArgumentLocation(static argument => argument.NameEquals is null, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(_rule, location, attribute.Text(0), other.ToDisplayString()));
        }
    });
}
