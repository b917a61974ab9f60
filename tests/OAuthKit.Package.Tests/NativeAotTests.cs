using System.Text;

namespace OAuthKit.Package.Tests;

/// <summary>The sample that is compiled ahead of time, beside the same program without OAuthKit.</summary>
public sealed class NativeAotTests(PublishedSamples samples) : IClassFixture<PublishedSamples>
{
    private const long MegabyteAndAHalf = 3 * 512 * 1024;
    private const long HalfMegabyte = 512 * 1024;

    [Fact]
    public async Task Publishes_without_a_warning_and_runs()
    {
        samples.SkipWhereItCantBeLinked();
        Assert.DoesNotContain("warning", samples.Log, StringComparison.OrdinalIgnoreCase);

        await RunAsync(samples.Sample);
    }

    [Fact]
    public void Is_at_most_a_megabyte_and_a_half_larger_than_without_OAuthKit() => AssertLarger(samples.Sample, MegabyteAndAHalf);

    [Fact]
    public Task Runs_with_the_least_of_OAuthKit()
    {
        samples.SkipWhereItCantBeLinked();
        return RunAsync(samples.Minimal);
    }

    [Fact]
    public void Is_at_most_half_a_megabyte_larger_with_the_least_of_OAuthKit() => AssertLarger(samples.Minimal, HalfMegabyte);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Does_not_carry_the_JWT_library(bool isMinimal)
    {
        samples.SkipWhereItCantBeLinked();
        var program = File.ReadAllBytes(isMinimal ? samples.Minimal : samples.Sample);
        // The names of types that stay are in the program as they are, in UTF-8.
        Assert.True(program.AsSpan().IndexOf("TokenManager"u8) >= 0, "The search finds no type at all, so it proves nothing.");
        Assert.True(program.AsSpan().IndexOf(Encoding.UTF8.GetBytes("IdentityModel")) < 0);
    }

    private async Task RunAsync(string program)
    {
        await using var servers = await Servers.StartAsync();

        var run = (await Command.RunAsync(samples.Folder, servers.Environment, program)).Succeeded();

        Assert.Contains("Item = tea", run.Output, StringComparison.Ordinal);
        Assert.Contains("Item = coffee", run.Output, StringComparison.Ordinal);
        Assert.Contains("pong", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, servers.Login.TokenRequests);
    }

    private void AssertLarger(string program, long limit)
    {
        samples.SkipWhereItCantBeLinked();
        var (with, without) = (new FileInfo(program).Length, new FileInfo(samples.Baseline).Length);
        TestContext.Current.SendDiagnosticMessage($"NativeAOT: {with:N0} bytes with OAuthKit, {without:N0} without, {with - without:N0} more.");
        Assert.InRange(with - without, 0, limit);
    }
}
