using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OAuthKit.Generators;

/// <summary>Reports calls into Refit that make a client of an annotated interface past OAuthKit.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlainRefitClientAnalyzer : OAuthKitAnalyzer
{
    public const string Id = "OAK200";

    private static readonly DiagnosticDescriptor _rule = new(
        Id,
        "A plain Refit client is made of an annotated interface",
        "A Refit client of '{0}' sends its calls without a token; use {1}.Create or Add{1}",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Help + Id + ".md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => start.RegisterOperationAction(
        static context =>
        {
            var invocation = (IInvocationOperation)context.Operation;
            if (!IsRefit(invocation.TargetMethod))
            {
                return;
            }

            var types = invocation.Arguments.Select(argument => argument.Value).OfType<ITypeOfOperation>().Select(type => type.TypeOperand);
            var api = invocation.TargetMethod.TypeArguments.Concat(types).FirstOrDefault(type => type.Attribute(AttributeNames.OAuth2Api) is not null);
            if (api is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(_rule, invocation.Syntax.GetLocation(), api.Name, GeneratedNames.Client(api.Name)));
            }
        },
        OperationKind.Invocation);

    private static bool IsRefit(IMethodSymbol method) => method.ContainingNamespace is { Name: "Refit", ContainingNamespace.IsGlobalNamespace: true };
}
