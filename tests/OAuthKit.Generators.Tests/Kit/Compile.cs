using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OAuthKit.Generators.Tests;

/// <summary>Compilations of test sources, as strict as a user can make them.</summary>
internal static class Compile
{
    public const string SourcePath = "Api.cs";

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose, preprocessorSymbols: ["NET", "NET5_0_OR_GREATER", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using OAuthKit;
        global using Refit;
        """;

    public static CSharpCompilation Source(string source) => CSharpCompilation.Create(
        "Shop",
        [Tree(source, SourcePath), Tree(Usings, "Usings.cs")],
        References.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    public static SyntaxTree Tree(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);
}
