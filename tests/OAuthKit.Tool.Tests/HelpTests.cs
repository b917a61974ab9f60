namespace OAuthKit.Tool.Tests;

/// <summary>The contract: these commands and options are there, and each is told of.</summary>
public sealed class HelpTests
{
    private static readonly string[] _client = ["--issuer", "--token-endpoint", "--authorization-endpoint", "--device-authorization-endpoint", "--client-id", "--client-secret", "--client-secret-env", "--private-key", "--certificate", "--certificate-key", "--auth-method"];
    private static readonly string[] _general = ["--ca", "--timeout", "--json", "--show-tokens", "--verbose", "--dangerously-allow-http"];
    private static readonly string[] _target = ["--scope", "--resource", "--audience", "--param", "--dpop", "--assertion-alg", "--id-token-alg", "--userinfo-alg", "--decryption-key"];

    public static TheoryData<string, string[]> Commands() => new()
    {
        { "discover", _general },
        { "token client-credentials", [.. _client, .. _target, .. _general, "--userinfo", "--refresh"] },
        { "token authorization-code", [.. _client, .. _target, .. _general, "--redirect-uri", "--response-mode", "--par", "--jar", "--max-age", "--acr-values", "--login-hint", "--response-type", "--authorization-response-alg", "--browser-command", "--no-browser", "--userinfo", "--refresh"] },
        { "token device-code", [.. _client, .. _target, .. _general, "--userinfo", "--refresh"] },
        { "token ciba", [.. _client, .. _target, .. _general, "--login-hint", "--acr-values", "--userinfo", "--refresh"] },
        { "token refresh", [.. _client, .. _target, .. _general, "--refresh-token", "--refresh-token-stdin", "--refresh-token-env", "--userinfo"] },
        { "token token-exchange", [.. _client, .. _target, .. _general, "--subject-token", "--subject-token-stdin", "--subject-token-env", "--subject-token-type"] },
        { "token jwt-bearer", [.. _client, .. _target, .. _general, "--assertion"] },
        { "token password", [.. _client, .. _target, .. _general, "--username", "--password-env"] },
        { "userinfo", [.. _client, .. _general, "--token", "--token-stdin", "--token-env"] },
        { "introspect", [.. _client, .. _general, "--token", "--token-stdin", "--token-env", "--jwt"] },
        { "revoke", [.. _client, .. _general, "--token", "--token-stdin", "--token-env"] },
        { "call", [.. _client, .. _target, .. _general, "--grant", "--body", "--browser-command", "--refresh-token-env", "--subject-token-env", "--assertion", "--username"] },
        { "register", ["--issuer", .. _general, "--metadata", "--initial-access-token-env"] },
        { "decode", ["--issuer", "--client-id", "--as", .. _general] },
        { "key new", ["--alg", "--out", .. _general] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_tells_of_every_option(string command, string[] options)
    {
        var help = (await ToolProcess.RunAsync([.. command.Split(' '), "--help"])).Ended();
        Assert.All(options, option => Assert.Contains($"  {option} ", help.Output, StringComparison.Ordinal));
        Assert.Equal("", help.Error);
    }

    [Fact]
    public async Task The_version_is_that_of_the_package() =>
        Assert.StartsWith("0.1.0", (await ToolProcess.RunAsync(["--version"])).Ended().Output, StringComparison.Ordinal);
}
