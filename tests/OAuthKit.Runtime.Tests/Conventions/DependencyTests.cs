using System.Xml.Linq;

namespace OAuthKit;

/// <summary>The arrows between packages, as docs/architecture.md draws them.</summary>
public sealed class DependencyTests
{
    /// <summary>What each project may reference. Analyzers that a build only runs or packs aren't references.</summary>
    private static readonly Dictionary<string, string[]> _arrows = new()
    {
        ["src/OAuthKit.Runtime"] = ["package Microsoft.IdentityModel.JsonWebTokens", "package Microsoft.Extensions.Logging.Abstractions"],
        ["src/OAuthKit"] = ["project OAuthKit.Runtime", "package Refit", "package Microsoft.Extensions.Http"],
        ["src/OAuthKit.Testing"] = ["project OAuthKit", "framework Microsoft.AspNetCore.App"],
        ["src/OAuthKit.Tool"] = ["project OAuthKit.Runtime", "package System.CommandLine", "package Spectre.Console", "package QRCoder"],
        ["src/OAuthKit.EdDsa"] = ["project OAuthKit.Runtime", "package BouncyCastle.Cryptography"],
        ["generators/OAuthKit.Generators"] = ["package Microsoft.CodeAnalysis.Analyzers", "package Microsoft.CodeAnalysis.CSharp"],
        ["generators/OAuthKit.CodeFixes"] = ["project OAuthKit.Generators", "package Microsoft.CodeAnalysis.Analyzers", "package Microsoft.CodeAnalysis.CSharp.Workspaces"],
    };

    public static TheoryData<string> Projects() =>
        [.. from root in (string[])["src", "generators"]
            from project in Directory.GetFiles(Path.Combine(Repository.Root, root), "*.csproj", SearchOption.AllDirectories)
            select Path.GetRelativePath(Repository.Root, project).Replace('\\', '/')];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_the_architecture_allows_and_nothing_else(string project)
    {
        var allowed = _arrows[Path.GetDirectoryName(project)!.Replace('\\', '/')];

        Assert.Empty(References(XDocument.Parse(Repository.Read(project))).Except(allowed));
    }

    [Fact]
    public void The_runtime_is_looked_at() => Assert.Contains("src/OAuthKit.Runtime/OAuthKit.Runtime.csproj", Projects().Select(row => row.Data));

    [Fact]
    public void The_shared_properties_add_no_reference_but_analyzers()
    {
        foreach (var file in (string[])["Directory.Build.props", "src/Directory.Build.props"])
        {
            Assert.Empty(References(XDocument.Parse(Repository.Read(file))).Except(["package Microsoft.CodeAnalysis.BannedApiAnalyzers"]));
        }
    }

    [Fact]
    public void A_forbidden_reference_is_found()
    {
        var project = XDocument.Parse("""<Project><ItemGroup><PackageReference Include="Polly" /><ProjectReference Include="..\X\X.csproj" /></ItemGroup></Project>""");

        Assert.Equal(["package Polly", "project X"], References(project));
    }

    [Fact]
    public void The_assembly_of_the_runtime_references_the_framework_and_logging_only()
    {
        var references = typeof(OAuthClient).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("netstandard" or "mscorlib" or "Microsoft.Win32.Primitives"));

        Assert.Empty(references.Except(["Microsoft.Extensions.Logging.Abstractions", "Microsoft.IdentityModel.JsonWebTokens", "Microsoft.IdentityModel.Tokens"]));
    }

    private static IEnumerable<string> References(XDocument project) =>
        from item in project.Descendants()
        let kind = item.Name.LocalName switch
        {
            "PackageReference" => "package",
            "FrameworkReference" => "framework",
            "ProjectReference" => "project",
            _ => null,
        }
        let name = (string?)item.Attribute("Include")
        where kind is not null && name is not null && (string?)item.Attribute("ReferenceOutputAssembly") != "false"
        select $"{kind} {(kind == "project" ? Path.GetFileNameWithoutExtension(name.Replace('\\', '/')) : name)}";
}
