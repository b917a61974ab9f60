using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OAuthKit.Generators.Tests;

/// <summary>One run of the generator over a source.</summary>
internal sealed class Generated
{
    private readonly CSharpCompilation _input;
    private readonly GeneratorDriver _driver;

    private Generated(CSharpCompilation input)
    {
        _input = input;
        _driver = CSharpGeneratorDriver
            .Create([new OAuth2ApiGenerator().AsSourceGenerator()], parseOptions: Compile.ParseOptions, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGeneratorsAndUpdateCompilation(input, out var output, out _);
        Output = output;
    }

    public Compilation Output { get; }

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public IEnumerable<GeneratedSourceResult> Sources => Result.GeneratedSources;

    public static Generated From(string source) => new(Compile.Source(source));

    /// <summary>
    /// All that holds for every source: the text is that of the snapshot, it compiles without a warning, nothing keeps the
    /// compilation alive, and two edits elsewhere generate nothing again.
    /// </summary>
    public static Generated Matches(string source, [CallerMemberName] string test = "", [CallerFilePath] string file = "")
    {
        var run = From(source);
        run.AssertNoFaults();
        run.AssertNoWarnings();
        run.AssertNothingKept();
        run.AssertCached(run._input.AddSyntaxTrees(Compile.Tree("internal sealed class Unrelated;", "Unrelated.cs")));
        run.AssertCached(run.Shifted());
        var directory = Path.Combine(Path.GetDirectoryName(file)!, "..", "Snapshots", $"{Path.GetFileNameWithoutExtension(file)}.{test}");
        Assert.NotEmpty(run.Sources);
        foreach (var generated in run.Sources)
        {
            Snapshot.Matches(generated.SourceText.ToString(), directory, generated.HintName);
        }

        return run;
    }

    /// <summary>The generator leaves the source alone, without a fault.</summary>
    public static void Nothing(string source)
    {
        var run = From(source);
        run.AssertNoFaults();
        Assert.Empty(run.Sources);
    }

    public void AssertNoWarnings()
    {
        var warnings = Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning
            && !(diagnostic.Id == "CS1591" && diagnostic.Location.SourceTree?.FilePath == Compile.SourcePath)).ToList();
        Assert.True(warnings.Count == 0, string.Join("\n", warnings));
    }

    public void AssertCached(CSharpCompilation edited, bool allowNew = false)
    {
        var result = _driver.RunGenerators(edited).GetRunResult().Results.Single();
        foreach (var (name, steps) in result.TrackedSteps.Where(step => step.Key is TrackingNames.Parsed or TrackingNames.Apis))
        {
            Assert.All(steps.SelectMany(step => step.Outputs), output => Assert.True(
                output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged || (allowNew && output.Reason == IncrementalStepRunReason.New),
                $"{name} was {output.Reason}"));
        }

        Assert.Contains(TrackingNames.Parsed, result.TrackedSteps.Keys);
        Assert.Contains(TrackingNames.Apis, result.TrackedSteps.Keys);
        var outputs = result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).ToList();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    public CSharpCompilation Edited(string source) => _input.ReplaceSyntaxTree(_input.SyntaxTrees[0], Compile.Tree(source, Compile.SourcePath));

    private CSharpCompilation Shifted() => Edited("// This comment shifts the file.\n" + _input.SyntaxTrees[0]);

    private void AssertNoFaults()
    {
        Assert.Null(Result.Exception);
        Assert.Empty(Result.Diagnostics);
    }

    private void AssertNothingKept()
    {
        foreach (var name in new[] { TrackingNames.Parsed, TrackingNames.Apis })
        {
            Assert.All(Result.TrackedSteps[name].SelectMany(step => step.Outputs), output => Assert.Empty(ObjectGraph.FindCompilerObjects(output.Value)));
        }
    }
}
