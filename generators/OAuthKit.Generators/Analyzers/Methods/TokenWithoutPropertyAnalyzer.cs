using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports parameters of our token types that Refit would put into the URL or the body.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenWithoutPropertyAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK101";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A token would be sent as data",
        "The token '{0}' would be sent to the API as data; mark it [Property(OAuthParameter.{1})]",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    /// <summary>Set on a diagnostic: the member of OAuthParameter that is the key.</summary>
    public const string Member = nameof(Member);

    private static ImmutableDictionary<string, string?> Properties(CallValueModel value) => ImmutableDictionary<string, string?>.Empty.Add(Member, value.Member);

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachInterface(start, (context, type) =>
    {
        foreach (var parameter in type.GetMembers().OfType<IMethodSymbol>().Where(method => method.IsAbstract).SelectMany(method => method.Parameters))
        {
            if (CallValue.OfTokenType(parameter.Type) is { } value && CallValue.Of(parameter) is null && apis.Cover(type))
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, parameter.Location(), Properties(value), parameter.Name, value.Member));
            }
        }
    });
}
