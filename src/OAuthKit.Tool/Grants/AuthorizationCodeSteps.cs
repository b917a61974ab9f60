using System.Net;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Setup;
using OAuthKit.Tool.Terminal;

namespace OAuthKit.Tool.Grants;

/// <summary>The authorization code grant, over a browser and a loopback address.</summary>
internal static class AuthorizationCodeSteps
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    public static Task<TokenSet> RunAsync(OAuthClient client, ToolRun run, CancellationToken cancellationToken) =>
        client.SignInAsync(redirectUri => CreateRequest(redirectUri, run), CreateOptions(run), cancellationToken);

    private static AuthorizationRequest CreateRequest(string redirectUri, ToolRun run)
    {
        var responseType = run.Get(ToolOptions.ResponseType) ?? ResponseTypes.Code;
        return new()
        {
            RedirectUri = redirectUri,
            Scope = ClientSetup.Scope(run),
            ResponseType = responseType,
            // The fragment of a response with an ID token doesn't leave the browser.
            ResponseMode = ModeOf(run.Get(ToolOptions.ResponseMode), responseType),
            Resource = GrantSteps.ResourceOf(run),
            Audience = run.Get(ToolOptions.Audience),
            MaxAge = run.Get(ToolOptions.MaxAge) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            AcrValues = AcrValuesOf(run),
            LoginHint = run.Get(ToolOptions.LoginHint),
            Parameters = ClientSetup.Parameters(run),
            Push = run.Get(ToolOptions.Par),
            RequestObject = SignerOf(run) is { } signer ? new RequestObjectOptions(signer) : null,
        };
    }

    public static IReadOnlyList<string> AcrValuesOf(ToolRun run) => run.Get(ToolOptions.AcrValues)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static SigningKey? SignerOf(ToolRun run) => run.Get(ToolOptions.Jar) is { } file ? Keys.ReadSigningKey(file, ToolOptions.Jar, run) : null;

    private static string? ModeOf(string? mode, string responseType) => responseType == ResponseTypes.Code
        ? mode
        : mode switch
        {
            null => ResponseModes.FormPost,
            ResponseModes.Jwt => ResponseModes.FormPostJwt,
            _ => mode,
        };

    private static NativeSignInOptions CreateOptions(ToolRun run)
    {
        var browser = Browsers.Of(run);
        // The time of --timeout ends all of the command; without it the user has as long as usual.
        var timeout = run.Timeout is null ? NativeSignInOptions.DefaultTimeout : _longest;
        if (run.Get(ToolOptions.RedirectUri) is not { } text)
        {
            return new() { Browser = browser, Timeout = timeout };
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || !IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
            || !(address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback)) || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new UsageException("--redirect-uri must be http on 127.0.0.1 or [::1], such as http://127.0.0.1/callback: the answer is awaited there (RFC 8252 section 8.3).");
        }

        return new()
        {
            Browser = browser,
            Timeout = timeout,
            UseIPv6 = address.Equals(IPAddress.IPv6Loopback),
            Port = text.Contains($"{uri.Host}:", StringComparison.Ordinal) ? uri.Port : 0,
            Path = uri.AbsolutePath,
        };
    }
}
