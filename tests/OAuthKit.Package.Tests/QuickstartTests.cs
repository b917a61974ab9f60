namespace OAuthKit.Package.Tests;

/// <summary>The sample that the README begins with, as a reader runs it.</summary>
public sealed class QuickstartTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task Calls_its_own_servers_and_tells_which_token_carried_which_call()
    {
        var run = (await RunAsync(new Dictionary<string, string>())).Succeeded();

        Assert.Contains("carried no token", run.Output, StringComparison.Ordinal);
        Assert.Contains("with scope orders.read", run.Output, StringComparison.Ordinal);
        Assert.Contains("with scope orders.write", run.Output, StringComparison.Ordinal);
        Assert.Contains("104 calls, 2 token requests", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_the_same_against_servers_that_are_named()
    {
        await using var servers = await Servers.StartAsync();

        var run = (await RunAsync(
            servers.Environment,
            "--issuer", servers.Login.Issuer, "--client-id", Servers.ClientId, "--client-secret", Servers.Secret, "--api", servers.Api.Address)).Succeeded();

        Assert.Contains("104 calls, 2 token requests", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Servers.Secret, run.Output, StringComparison.Ordinal);
        Assert.Equal(2, servers.Login.TokenRequests);
        Assert.Equal(104, servers.Api.Requests.Count);
    }

    [Theory]
    [InlineData("There is no option", "--isuer", "https://login.example.com")]
    [InlineData("needs a value", "--issuer")]
    [InlineData("A value is missing", "--issuer", "https://login.example.com")]
    public async Task Says_what_is_wrong_with_its_arguments(string fault, params string[] arguments)
    {
        var run = await RunAsync(new Dictionary<string, string>(), arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(fault, run.Output, StringComparison.Ordinal);
    }

    private static Task<Command> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Command.RunAsync(
            Repository.Root, environment, "dotnet",
            ["run", "--project", Repository.PathOf("samples", "Quickstart"), "-c", Configuration, "--no-build", "--", .. arguments]);
}
