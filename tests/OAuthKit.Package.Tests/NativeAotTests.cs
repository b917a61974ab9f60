using System.Text;

namespace OAuthKit.Package.Tests;

/// <summary>The sample that is compiled ahead of time, beside the same program without OAuthKit.</summary>
public sealed class NativeAotTests(PublishedSamples samples) : IClassFixture<PublishedSamples>
{
    private const long HalfMegabyte = 512 * 1024;

    [Fact]
    public async Task Publishes_without_a_warning_and_runs()
    {
        samples.SkipWhereItCantBeLinked();
        Assert.DoesNotContain("warning", samples.Log, StringComparison.OrdinalIgnoreCase);
        await using var servers = await Servers.StartAsync();

        var run = (await Command.RunAsync(samples.Folder, servers.Environment, samples.Sample)).Succeeded();

        Assert.Contains("Item = tea", run.Output, StringComparison.Ordinal);
        Assert.Contains("Item = coffee", run.Output, StringComparison.Ordinal);
        Assert.Contains("pong", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, servers.Login.TokenRequests);
    }

    [Fact]
    public void Is_at_most_half_a_megabyte_larger_than_without_OAuthKit()
    {
        samples.SkipWhereItCantBeLinked();
        var (with, without) = (new FileInfo(samples.Sample).Length, new FileInfo(samples.Baseline).Length);
        TestContext.Current.SendDiagnosticMessage($"NativeAOT: {with:N0} bytes with OAuthKit, {without:N0} without, {with - without:N0} more.");
        Assert.InRange(with - without, 0, HalfMegabyte);
    }

    [Fact]
    public void Does_not_carry_the_JWT_library()
    {
        samples.SkipWhereItCantBeLinked();
        var program = File.ReadAllBytes(samples.Sample);
        // The names of types that stay are in the program as they are, in UTF-8.
        Assert.True(program.AsSpan().IndexOf("TokenManager"u8) >= 0, "The search finds no type at all, so it proves nothing.");
        Assert.True(program.AsSpan().IndexOf(Encoding.UTF8.GetBytes("IdentityModel")) < 0);
    }
}
