using System.Text;

namespace OAuthKit.Package.Tests;

/// <summary>Programs that are compiled ahead of time, beside one without OAuthKit.</summary>
public sealed class NativeAotTests(PublishedSamples samples) : IClassFixture<PublishedSamples>
{
    private const long MegabyteAndAHalf = 3 * 512 * 1024;
    private const long HalfMegabyte = 512 * 1024;

    [Fact]
    public async Task Publishes_without_a_warning_and_runs_with_three_grants_and_a_vendor()
    {
        samples.SkipWhereItCantBeLinked();
        Assert.DoesNotContain("warning", samples.Log, StringComparison.OrdinalIgnoreCase);
        await using var servers = await Servers.StartAsync();

        var run = (await Command.RunAsync(samples.Folder, servers.Environment, samples.Sample)).Succeeded();

        AssertOrders(run);
        Assert.Contains("Owner = alice", run.Output, StringComparison.Ordinal);
        Assert.Contains("Title = sales", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["client_credentials", "client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange", "urn:ietf:params:oauth:grant-type:jwt-bearer"],
            servers.Login.Token.Requests.Select(request => request.Form["grant_type"]));
        // Auth0 takes the secret in the body.
        Assert.Equal("client_secret_post", servers.Login.Token.Requests[^1].ClientAuthenticationMethod);
    }

    [Fact]
    public void Is_at_most_a_megabyte_and_a_half_larger_than_without_OAuthKit() => AssertLarger(samples.Sample, MegabyteAndAHalf);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_program_with_client_credentials_runs_and_does_not_carry_the_JWT_library(bool isMinimal)
    {
        samples.SkipWhereItCantBeLinked();
        var path = isMinimal ? samples.Minimal : samples.Small;
        var program = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await using var servers = await Servers.StartAsync();

        AssertOrders((await Command.RunAsync(samples.Folder, servers.Environment, path)).Succeeded());

        Assert.Equal(2, servers.Login.TokenRequests);
        // The names of types that stay are in the program as they are, in UTF-8.
        Assert.True(program.AsSpan().IndexOf("TokenManager"u8) >= 0, "The search finds no type at all, so it proves nothing.");
        Assert.True(program.AsSpan().IndexOf(Encoding.UTF8.GetBytes("IdentityModel")) < 0);
    }

    [Fact]
    public void With_the_least_of_OAuthKit_it_is_at_most_half_a_megabyte_larger() => AssertLarger(samples.Minimal, HalfMegabyte);

    private static void AssertOrders(Command run)
    {
        Assert.Contains("Item = tea", run.Output, StringComparison.Ordinal);
        Assert.Contains("Item = coffee", run.Output, StringComparison.Ordinal);
        Assert.Contains("pong", run.Output, StringComparison.Ordinal);
    }

    private void AssertLarger(string program, long limit)
    {
        samples.SkipWhereItCantBeLinked();
        var (with, without) = (new FileInfo(program).Length, new FileInfo(samples.Baseline).Length);
        TestContext.Current.SendDiagnosticMessage($"NativeAOT: {with:N0} bytes with OAuthKit, {without:N0} without, {with - without:N0} more.");
        Assert.InRange(with - without, 0, limit);
    }
}
