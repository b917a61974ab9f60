using System.CommandLine;
using OAuthKit.Tool.Grants;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Commands;

/// <summary>Tokens by any grant: one command below for each.</summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", "Gets tokens by a grant.")
    {
        Create(TokenGrantNames.ClientCredentials, "For the client itself (RFC 6749 section 4.4)."),
        Create(TokenGrantNames.AuthorizationCode, "For a user, who signs in with a browser (RFC 6749 section 4.1, RFC 8252).", OptionGroups.SignIn),
        Create(TokenGrantNames.DeviceCode, "For a user, who signs in on another device (RFC 8628)."),
        Create(TokenGrantNames.Ciba, "For a user, who is asked on their own device (CIBA).", OptionGroups.Ciba),
        Create(TokenGrantNames.Refresh, "With a refresh token (RFC 6749 section 6).", OptionGroups.RefreshTokens),
        Create(TokenGrantNames.TokenExchange, "In exchange for another token (RFC 8693).", OptionGroups.SubjectTokens),
        Create(TokenGrantNames.JwtBearer, "With a JWT assertion (RFC 7523).", [ToolOptions.Assertion]),
        Create(TokenGrantNames.Password, "With a user's name and password, for servers that know nothing better.", [ToolOptions.Username, ToolOptions.PasswordEnv]),
    };

    private static Command Create(string grant, string description, params Option[] own) => ToolCommand.Create(
        grant, description, (run, stop) => RunAsync(grant, run, stop),
        OptionGroups.Server, OptionGroups.Client, OptionGroups.Target, own, OptionGroups.Answers, OptionGroups.Afterwards);

    private static async Task<int> RunAsync(string grant, ToolRun run, CancellationToken cancellationToken)
    {
        using var client = ClientSetup.CreateClient(run);
        var tokens = await GrantSteps.RunAsync(grant, client, run, cancellationToken);
        var idToken = tokens.IdToken;
        if (run.Get(ToolOptions.Refresh))
        {
            if (tokens.RefreshToken is null)
            {
                throw new OAuthException("refresh_token_missing", "No refresh token was received, so --refresh can't be done. Many servers want the scope offline_access.");
            }

            tokens = await client.RequestTokenAsync(new RefreshTokenGrant(tokens) { Resource = GrantSteps.ResourceOf(run) }, cancellationToken);
        }

        // Whose claims they must be: those of the ID token, where there is one.
        var userInfo = run.Get(ToolOptions.UserInfo)
            ? await client.GetUserInfoAsync(tokens, (tokens.IdToken ?? idToken)?.Subject, cancellationToken)
            : null;
        new TokenResult(tokens, tokens.IdToken ?? idToken, userInfo).Write(run);
        return ExitCodes.Success;
    }
}
