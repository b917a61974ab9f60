using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports Refit attributes that would set the header that OAuthKit sets.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AuthorizationDeclaredAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK100";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "The Authorization header is declared by hand",
        "OAuthKit sets the Authorization header; for a token of the caller's own use [AccessToken]",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachInterface(start, (context, type) =>
    {
        var symbols = type.GetMembers().OfType<IMethodSymbol>().SelectMany(method => method.Parameters.Cast<ISymbol>().Prepend(method))
            .Concat(type.GetMembers().OfType<IPropertySymbol>())
            .Prepend(type);
        foreach (var attribute in symbols.SelectMany(symbol => symbol.GetAttributes()))
        {
            if (SetsAuthorization(attribute) && apis.Cover(type))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, attribute.Location(context.CancellationToken)));
            }
        }
    });

    private static bool SetsAuthorization(AttributeData attribute) => attribute.FullName() switch
    {
        RefitNames.Authorize => true,
        RefitNames.Header or RefitNames.Headers => attribute.Texts().Any(IsAuthorization),
        _ => false,
    };

    private static bool IsAuthorization(string header) =>
        string.Equals(header.Split(':')[0].Trim(), "Authorization", StringComparison.OrdinalIgnoreCase);
}
