using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Looks at hand-written code only, and at nothing in a project that doesn't know OAuthKit.</summary>
public abstract class OAuthKitAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.OAuth2Api) is not null)
            {
                Register(start, new(start.Compilation));
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext start, ApiInterfaces apis);

    /// <summary>Looks at each interface marked <c>[OAuth2Api]</c>, given with that attribute.</summary>
    private protected static void ForEachApi(CompilationStartAnalysisContext start, Action<SymbolAnalysisContext, INamedTypeSymbol, AttributeData> analyze) =>
        ForEachInterface(start, (context, type) =>
        {
            if (type.Attribute(AttributeNames.OAuth2Api) is { } attribute)
            {
                analyze(context, type, attribute);
            }
        });

    /// <summary>Looks at each interface.</summary>
    private protected static void ForEachInterface(CompilationStartAnalysisContext start, Action<SymbolAnalysisContext, INamedTypeSymbol> analyze) =>
        start.RegisterSymbolAction(
            context =>
            {
                if (context.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
                {
                    analyze(context, type);
                }
            },
            SymbolKind.NamedType);
}
