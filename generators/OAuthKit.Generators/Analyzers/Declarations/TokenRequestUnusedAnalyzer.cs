using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports scopes and the like where every token is absent or supplied by the caller.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenRequestUnusedAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK003";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "Nothing uses what a token attribute asks for",
        "Nothing uses [{0}]: '{1}' requests no token",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private static readonly HashSet<string> _requests = [AttributeNames.Scopes, AttributeNames.Resource, AttributeNames.Audience, AttributeNames.TokenParameter, AttributeNames.Dpop];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachInterface(start, static (context, type) =>
    {
        var isApi = type.Attribute(AttributeNames.OAuth2Api) is not null;
        var inherited = isApi ? InterfaceInheritance.Of(type).Declaration : TokenDeclaration.Empty;
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (TokenDeclaration.Read(method).Over(inherited).RequestsNothing)
            {
                Report(context, method);
            }
        }

        if (isApi && ApiMembers.Calls(type).ToArray() is { Length: > 0 } calls
            && calls.All(call => TokenDeclaration.Read(call).Over(inherited).RequestsNothing))
        {
            Report(context, type);
        }
    });

    private static void Report(SymbolAnalysisContext context, ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes().Where(attribute => attribute.FullName() is { } name && _requests.Contains(name)))
        {
            var name = attribute.AttributeClass!.Name;
            context.ReportDiagnostic(Diagnostic.Create(_rule, attribute.Location(context.CancellationToken), name.Substring(0, name.Length - nameof(Attribute).Length), symbol.Name));
        }
    }
}
