using System.IO.Compression;
using System.Xml.Linq;

namespace OAuthKit.Package.Tests;

/// <summary>What a user gets who installs the one package.</summary>
public sealed class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private static readonly string[] _generators = ["InterfaceStubGenerator", "OAuthKit.Generators"];

    [Fact]
    public void Holds_the_library_its_generator_its_fixes_and_no_more_assemblies()
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, $"OAuthKit.{PackedFeed.Version}.nupkg"));
        Assert.Equal(
            ["analyzers/dotnet/cs/OAuthKit.CodeFixes.dll", "analyzers/dotnet/cs/OAuthKit.Generators.dll", "lib/net10.0/OAuthKit.dll"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(package.Entries, entry => entry.FullName == "lib/net10.0/OAuthKit.xml");
        Assert.Contains(package.Entries, entry => entry.FullName == "README.md");
        Assert.Contains(package.Entries, entry => entry.FullName == "buildTransitive/OAuthKit.props");
        Assert.Contains(package.Entries, entry => entry.FullName == "buildTransitive/OAuthKit.targets");
        Assert.Contains(package.Entries, entry => entry.FullName == "ConfigurationSchema.json");
    }

    [Fact]
    public void Depends_on_Refit_with_all_of_its_assets_and_on_the_runtime()
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, $"OAuthKit.{PackedFeed.Version}.nupkg"));
        using var nuspec = package.GetEntry("OAuthKit.nuspec")!.Open();
        var dependencies = XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").ToList();
        var refit = Assert.Single(dependencies, element => (string?)element.Attribute("id") == "Refit");
        Assert.Equal("[16.4.0, 17.0.0)", (string?)refit.Attribute("version"));
        Assert.Equal("All", (string?)refit.Attribute("include"));
        Assert.Equal(
            ["Microsoft.Extensions.Http", "OAuthKit.Runtime", "Refit"],
            dependencies.Select(element => (string)element.Attribute("id")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_example_of_the_README_runs_as_a_project_with_this_package_alone()
    {
        await using var servers = await Servers.StartAsync();
        var folder = feed.CreateConsumer("project");
        await File.WriteAllTextAsync(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                <CompilerGeneratedFilesOutputPath>generated</CompilerGeneratedFilesOutputPath>
              </PropertyGroup>
              <ItemGroup>
                <Compile Remove="generated/**" />
                <PackageReference Include="OAuthKit" Version="{PackedFeed.Version}" />
              </ItemGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
        var program = Readme.At(servers.Login.Issuer, servers.Api.Address);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program[(program.IndexOf('\n', StringComparison.Ordinal) + 1)..], TestContext.Current.CancellationToken);

        var run = (await Command.RunAsync(folder, Join(feed.Environment, servers.Environment), "dotnet", "run")).Succeeded();

        Assert.Contains("tea", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, servers.Login.TokenRequests);
        var generated = Directory.GetDirectories(Path.Combine(folder, "generated")).Select(Path.GetFileName).ToList();
        Assert.All(_generators, generator => Assert.Contains(generated, name => name!.StartsWith(generator, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_example_of_the_README_runs_as_a_single_file()
    {
        await using var servers = await Servers.StartAsync();
        var folder = feed.CreateConsumer("file");
        await File.WriteAllTextAsync(Path.Combine(folder, "app.cs"), Readme.At(servers.Login.Issuer, servers.Api.Address), TestContext.Current.CancellationToken);

        var run = (await Command.RunAsync(folder, Join(feed.Environment, servers.Environment), "dotnet", "run", "app.cs")).Succeeded();

        Assert.Contains("tea", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, servers.Login.TokenRequests);
        Assert.Equal("orders.read", Assert.Single(servers.Api.Requests).Token!.Scopes.Single());
    }

    private static Dictionary<string, string> Join(params IReadOnlyDictionary<string, string>[] environments) =>
        environments.SelectMany(environment => environment).ToDictionary();
}
