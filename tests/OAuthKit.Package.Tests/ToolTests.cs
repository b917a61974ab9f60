using System.Diagnostics;

namespace OAuthKit.Package.Tests;

/// <summary>The tool as users get it.</summary>
public sealed class ToolTests(PublishedTool tool) : IClassFixture<PublishedTool>
{
    private const int Starts = 15;

    private static readonly Dictionary<string, string> _environment = [];

    [Fact]
    public async Task Installs_from_a_folder_and_gets_a_token()
    {
        await using var servers = await Servers.StartAsync();
        var run = (await GetTokenAsync(tool.Installed, servers)).Succeeded();
        Assert.Contains("orders.read", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compiles_ahead_of_time_without_a_warning_and_gets_a_token()
    {
        SkipWhereItCantBeLinked();
        Assert.DoesNotContain("warning", tool.Log, StringComparison.OrdinalIgnoreCase);
        await using var servers = await Servers.StartAsync();
        var run = (await GetTokenAsync(tool.Native, servers)).Succeeded();
        Assert.Contains("orders.read", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compiled_ahead_of_time_it_tells_of_itself_in_a_quarter_of_the_time()
    {
        SkipWhereItCantBeLinked();
        // In turns, so that whatever else the machine does weighs on both; the fastest start is the one that nothing disturbed.
        var (native, framework) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < Starts; i++)
        {
            native = Min(native, await TimeAsync(tool.Native, "--help"));
            framework = Min(framework, await TimeAsync("dotnet", tool.Assembly, "--help"));
        }

        TestContext.Current.SendDiagnosticMessage($"oauthkit --help: {native.TotalMilliseconds:0} ms ahead of time, {framework.TotalMilliseconds:0} ms by dotnet oauthkit.dll; {new FileInfo(tool.Native).Length:N0} bytes.");
        Assert.True(native <= framework / 4, $"{native.TotalMilliseconds:0} ms against {framework.TotalMilliseconds:0} ms.");
    }

    private static void SkipWhereItCantBeLinked() =>
        Assert.SkipUnless(PublishedSamples.CanLink, "NativeAOT needs a linker and zlib: on Debian, apt-get install gcc zlib1g-dev.");

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private Task<Command> GetTokenAsync(string program, Servers servers)
    {
        var ca = Path.Combine(tool.Folder, "ca.pem");
        File.WriteAllText(ca, servers.Login.CertificateAuthority!.RootPem);
        return Command.RunAsync(
            tool.Folder, servers.Environment, program,
            "token", "client-credentials", "--issuer", servers.Login.Issuer, "--ca", ca, "--client-id", Servers.ClientId, "--client-secret-env", "ORDERS_CLIENT_SECRET", "--scope", "orders.read");
    }

    private async Task<TimeSpan> TimeAsync(string program, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        (await Command.RunAsync(tool.Folder, _environment, program, arguments)).Succeeded();
        return Stopwatch.GetElapsedTime(start);
    }
}
