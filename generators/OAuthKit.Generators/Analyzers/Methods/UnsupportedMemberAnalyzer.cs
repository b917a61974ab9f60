using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Reports members for which no client can be generated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedMemberAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK106";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A member cannot be forwarded",
        "'{0}' can't be part of an API: events, indexers, static abstract and protected members, init accessors and ref parameters can't be forwarded",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => ForEachApi(start, static (context, api, _) =>
    {
        foreach (var member in ApiMembers.Unsupported(api))
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, member.LocationIn(api), member.Name));
        }
    });
}
