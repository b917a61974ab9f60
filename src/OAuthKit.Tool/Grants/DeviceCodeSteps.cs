using OAuthKit.Tool.Options;
using OAuthKit.Tool.Setup;
using OAuthKit.Tool.Terminal;

namespace OAuthKit.Tool.Grants;

/// <summary>The device authorization grant (RFC 8628).</summary>
internal static class DeviceCodeSteps
{
    public static async Task<TokenSet> RunAsync(OAuthClient client, ToolRun run, CancellationToken cancellationToken)
    {
        var device = await client.StartDeviceAuthorizationAsync(
            new DeviceAuthorizationRequest
            {
                Scope = ClientSetup.Scope(run),
                Resource = GrantSteps.ResourceOf(run),
                Audience = run.Get(ToolOptions.Audience),
                Parameters = ClientSetup.Parameters(run),
            },
            cancellationToken);
        run.Secrets.Add(device.DeviceCode.Reveal());
        // The link with the code in it is for the user's eyes, also under --verbose.
        Console.Error.WriteLine("Open this URL: " + TerminalText.Clean(device.VerificationUri));
        Console.Error.WriteLine("Enter the code: " + TerminalText.Clean(device.UserCode));
        if (StandardError.IsTerminal)
        {
            QrCode.Write(device.VerificationUriComplete ?? device.VerificationUri);
        }

        return await new Waiting(run).ForTokensAsync(new TokenPoller(client, device), cancellationToken);
    }
}
