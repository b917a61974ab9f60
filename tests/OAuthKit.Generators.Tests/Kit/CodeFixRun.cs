using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace OAuthKit.Generators.Tests;

/// <summary>A fix of what an analyzer reports, singly and for all.</summary>
internal sealed class CodeFixRun<TAnalyzer, TCodeFix> : CSharpCodeFixTest<TAnalyzer, TCodeFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    private CodeFixRun(string before, string after)
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        foreach (var (state, source) in new[] { (TestState, before), (FixedState, after) })
        {
            state.Sources.Add(source);
            state.Sources.Add(Compile.Usings);
        }

        TestState.AdditionalReferences.AddRange(References.All);
    }

    public static Task Turns(string before, string after) => new CodeFixRun<TAnalyzer, TCodeFix>(before, after).RunAsync(TestContext.Current.CancellationToken);

    public static Task Leaves(string markup) => new CodeFixRun<TAnalyzer, TCodeFix>(markup, markup).RunAsync(TestContext.Current.CancellationToken);

    protected override ParseOptions CreateParseOptions() => Compile.ParseOptions;

    protected override CompilationOptions CreateCompilationOptions() =>
        ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(NullableContextOptions.Enable);
}
