using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports interfaces with more than one vendor, by their own attributes or by those that they inherit.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VendorGivenTwiceAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK018";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A vendor is given twice",
        "'{0}' has more than one vendor, of which only one can hold",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachInterface(start, static (context, type) =>
    {
        foreach (var vendor in VendorDeclaration.On(type).Skip(1))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, vendor.Location(context.CancellationToken), type.Name));
        }

        if (type.Attribute(AttributeNames.OAuth2Api) is not null
            && VendorDeclaration.Nearest(type).Select(nearest => AttributeText.OfCreation(VendorDeclaration.On(nearest).First())).Distinct().Count() > 1)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, type.Location(), type.Name));
        }
    });
}
