namespace OAuthKit.Package.Tests;

/// <summary>A vendor that a consumer of the package brings in an assembly of its own.</summary>
public sealed class VendorTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Library = """
        using OAuthKit;

        namespace Acme;

        public sealed class AcmeProfile : VendorProfile
        {
            private static readonly VendorKey _port = new("Port", new VendorGrammar("a port of this machine", static value => value.Length < 6 && value.All(char.IsAsciiDigit) ? value : null));

            public AcmeProfile(string? port, string plan)
                : base("Acme", _port)
            {
                Set(_port, port);
                Plan = plan;
            }

            public string Plan { get; }

            public override string Issuer => $"https://127.0.0.1:{Get(_port)}";

            public override string ClientAuthentication => "client_secret_post";

            public override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string> { ["plan"] = Plan };
        }

        public sealed class AcmeAttribute(string? port = null) : VendorAttribute
        {
            public string? Port { get; } = port;

            public string Plan { get; set; } = "silver";

            public override VendorProfile Profile => new AcmeProfile(Port, Plan);
        }
        """;

    private const string Program = """
        using System.Text.Json.Serialization;
        using Acme;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using OAuthKit;
        using Refit;

        var services = new ServiceCollection();
        services.AddOrdersApi(new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Orders"));
        await using var provider = services.BuildServiceProvider();
        Console.WriteLine(await provider.GetRequiredService<IOrdersApi>().GetOrder(42));

        [OAuth2Api("Orders", Json = typeof(AppJson)), Acme(Plan = "gold"), ClientCredentials, Scopes("orders.read")]
        public interface IOrdersApi
        {
            [Get("/orders/{id}")]
            Task<Order> GetOrder(int id, CancellationToken cancellationToken = default);
        }

        public sealed record Order(int Id, string Item);

        [JsonSerializable(typeof(Order))]
        internal sealed partial class AppJson : JsonSerializerContext;
        """;

    [Fact]
    public async Task A_vendor_in_an_assembly_of_the_consumers_own_works_also_ahead_of_time()
    {
        await using var servers = await Servers.StartAsync();
        var folder = await WriteAsync();
        var environment = EnvironmentOf(servers);

        AssertCalled((await Command.RunAsync(folder, environment, "dotnet", "run", "--project", "App")).Succeeded(), servers, 1);

        if (PublishedSamples.CanLink)
        {
            var published = (await Command.RunAsync(folder, environment, "dotnet", "publish", "App", "-c", "Release", "-o", "out")).Succeeded();
            Assert.DoesNotContain("warning", published.Output, StringComparison.OrdinalIgnoreCase);
            AssertCalled((await Command.RunAsync(folder, environment, Path.Combine(folder, "out", "App"))).Succeeded(), servers, 2);
        }
    }

    private static void AssertCalled(Command run, Servers servers, int times)
    {
        Assert.Contains("tea", run.Output, StringComparison.Ordinal);
        Assert.Equal(times, servers.Login.TokenRequests);
        var request = servers.Login.Token.Requests[^1];
        Assert.Equal(("gold", "client_secret_post"), (request.Form["plan"], request.ClientAuthenticationMethod));
    }

    private async Task<string> WriteAsync()
    {
        var folder = feed.CreateConsumer("vendor");
        await WriteAsync(folder, "Acme", "Acme.cs", Library, $"""
                <PackageReference Include="OAuthKit" Version="{PackedFeed.Version}" />
            """, "<IsAotCompatible>true</IsAotCompatible>");
        await WriteAsync(folder, "App", "Program.cs", Program, """
                <ProjectReference Include="../Acme/Acme.csproj" />
                <PackageReference Include="Microsoft.Extensions.Configuration.EnvironmentVariables" Version="10.0.15" />
            """, "<OutputType>Exe</OutputType><PublishAot>true</PublishAot><TrimmerSingleWarn>false</TrimmerSingleWarn>");
        return folder;
    }

    private static async Task WriteAsync(string folder, string name, string file, string source, string items, string properties)
    {
        var project = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, file), source, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(project, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
            {items}
              </ItemGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
    }

    private Dictionary<string, string> EnvironmentOf(Servers servers)
    {
        var environment = feed.Environment.Concat(servers.Environment).Where(pair => pair.Key != "Orders__Issuer").ToDictionary();
        environment["Orders__VendorValues__Port"] = new Uri(servers.Login.Issuer).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return environment;
    }
}
