using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace OAuthKit.Generators.Tests;

/// <summary>An analyzer beside the generator, as a user's build runs them.</summary>
internal sealed class AnalyzerRun : CSharpAnalyzerTest<GrantMissingAnalyzer, DefaultVerifier>
{
    private readonly IReadOnlyList<DiagnosticAnalyzer> _analyzers;

    private AnalyzerRun(IReadOnlyList<DiagnosticAnalyzer> analyzers, string markup, IEnumerable<MetadataReference> references)
    {
        _analyzers = analyzers;
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipGeneratedCodeCheck;
        TestState.Sources.Add(markup);
        TestState.AdditionalReferences.AddRange(references);
    }

    /// <summary>The analyzer reports what the markup marks, and nothing else.</summary>
    public static Task Reports<TAnalyzer>(string markup)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        Assert.Contains("{|OAK", markup, StringComparison.Ordinal);
        return Of([new TAnalyzer()], markup).RunAsync(TestContext.Current.CancellationToken);
    }

    public static Task IsSilent<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() => Of([new TAnalyzer()], source).RunAsync(TestContext.Current.CancellationToken);

    public static Task AllAreSilent(string source) => Of(All, source).RunAsync(TestContext.Current.CancellationToken);

    public static Task AllAreSilentWithoutOAuthKit(string source) =>
        new AnalyzerRun(All, source, References.WithoutOAuthKit).RunAsync(TestContext.Current.CancellationToken);

    public static IReadOnlyList<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(OAuth2ApiGenerator).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => _analyzers;

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(OAuth2ApiGenerator)];

    protected override ParseOptions CreateParseOptions() => Compile.ParseOptions;

    protected override CompilationOptions CreateCompilationOptions() =>
        ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(NullableContextOptions.Enable);

    private static AnalyzerRun Of(IReadOnlyList<DiagnosticAnalyzer> analyzers, string markup)
    {
        var run = new AnalyzerRun(analyzers, markup, References.All);
        run.TestState.Sources.Add(Compile.Usings);
        return run;
    }
}
