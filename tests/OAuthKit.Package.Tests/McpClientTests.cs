namespace OAuthKit.Package.Tests;

/// <summary>The sample that signs in to an MCP server of the official SDK, as a reader runs it.</summary>
public sealed class McpClientTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task Finds_the_authorization_server_by_the_challenge_registers_signs_in_and_calls_a_tool()
    {
        var run = (await Command.RunAsync(
            Repository.Root, new Dictionary<string, string>(), "dotnet",
            "run", "--project", Repository.PathOf("samples", "McpClient"), "-c", Configuration, "--no-build")).Succeeded();

        Assert.Matches("/mcp answers 401, Bearer resource_metadata=\"https://127.0.0.1:[0-9]+/.well-known/oauth-protected-resource/mcp\"", run.Output);
        Assert.Contains("Registered as client-", run.Output, StringComparison.Ordinal);
        Assert.Contains("with the scope orders.read", run.Output, StringComparison.Ordinal);
        Assert.Contains("get_order(42) -> Order 42 of alice: tea", run.Output, StringComparison.Ordinal);
    }
}
