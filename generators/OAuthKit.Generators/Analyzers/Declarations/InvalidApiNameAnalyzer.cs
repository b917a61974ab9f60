using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports names that can't stand between the colons of a configuration key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidApiNameAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK011";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "The name of an API is invalid",
        "The name '{0}' can't be a key of the configuration; use ASCII letters, digits, '.', '_' and '-'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, _, attribute) =>
    {
        if (attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Kind != TypedConstantKind.Error && !ApiDeclaration.IsValidName(attribute.Text(0)))
        {
            var location = attribute.ArgumentLocation(static argument => argument.NameEquals is null, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(_rule, location, attribute.Text(0)));
        }
    });
}
