using OAuthKit.Tool.Options;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Grants;

/// <summary>Gets tokens by any grant.</summary>
internal static class GrantSteps
{
    public static Task<TokenSet> RunAsync(string grant, OAuthClient client, ToolRun run, CancellationToken cancellationToken) => grant switch
    {
        TokenGrantNames.AuthorizationCode => AuthorizationCodeSteps.RunAsync(client, run, cancellationToken),
        TokenGrantNames.DeviceCode => DeviceCodeSteps.RunAsync(client, run, cancellationToken),
        TokenGrantNames.Ciba => CibaSteps.RunAsync(client, run, cancellationToken),
        _ => client.RequestTokenAsync(Create(grant, run), cancellationToken),
    };

    /// <summary>The source of a call's tokens, which can renew them.</summary>
    public static async Task<TokenSource> CreateSourceAsync(string grant, OAuthClient client, ToolRun run, CancellationToken cancellationToken)
    {
        if (grant is TokenGrantNames.ClientCredentials or TokenGrantNames.TokenExchange or TokenGrantNames.JwtBearer or TokenGrantNames.Password or TokenGrantNames.Refresh)
        {
            return TokenSource.Grant(client, Create(grant, run));
        }

        var tokens = await RunAsync(grant, client, run, cancellationToken);
        return tokens.RefreshToken is null ? TokenSource.Fixed(tokens) : TokenSource.RefreshToken(client, tokens);
    }

    private static TokenGrant Create(string grant, ToolRun run) => grant switch
    {
        TokenGrantNames.ClientCredentials => new ClientCredentialsGrant
        {
            Scope = ClientSetup.Scope(run), Resource = ResourceOf(run), Audience = run.Get(ToolOptions.Audience), Parameters = ClientSetup.Parameters(run),
        },
        TokenGrantNames.Refresh => new RefreshTokenGrant(RefreshTokenOf(run))
        {
            Scope = ClientSetup.Scope(run), Resource = ResourceOf(run), Audience = run.Get(ToolOptions.Audience), Parameters = ClientSetup.Parameters(run),
        },
        TokenGrantNames.TokenExchange => new TokenExchangeGrant(SubjectOf(run))
        {
            Scope = ClientSetup.Scope(run), Resource = ResourceOf(run), Audience = run.Get(ToolOptions.Audience), Parameters = ClientSetup.Parameters(run),
        },
        TokenGrantNames.JwtBearer => new JwtBearerGrant(AssertionOf(run))
        {
            Scope = ClientSetup.Scope(run), Resource = ResourceOf(run), Audience = run.Get(ToolOptions.Audience), Parameters = ClientSetup.Parameters(run),
        },
        _ => new ResourceOwnerPasswordGrant(run.Need(ToolOptions.Username, "whose password is it?"), PasswordOf(run))
        {
            Scope = ClientSetup.Scope(run), Resource = ResourceOf(run), Audience = run.Get(ToolOptions.Audience), Parameters = ClientSetup.Parameters(run),
        },
    };

    public static IReadOnlyList<string> ResourceOf(ToolRun run) => run.Get(ToolOptions.Resource) ?? [];

    private static OAuthKit.RefreshToken RefreshTokenOf(ToolRun run) =>
        OAuthKit.RefreshToken.Parse(SecretInput.Need(run, ToolOptions.RefreshToken, ToolOptions.RefreshTokenStdin, ToolOptions.RefreshTokenEnv));

    private static ExchangeToken SubjectOf(ToolRun run) => new(
        SecretInput.Need(run, ToolOptions.SubjectToken, ToolOptions.SubjectTokenStdin, ToolOptions.SubjectTokenEnv),
        run.Get(ToolOptions.SubjectTokenType) ?? "access_token");

    private static OAuthKit.Assertion AssertionOf(ToolRun run) =>
        OAuthKit.Assertion.Parse(SecretInput.Keep(run, ToolRun.Read(run.Need(ToolOptions.Assertion, "the file with the JWT."), ToolOptions.Assertion).Trim()));

    private static UserPassword PasswordOf(ToolRun run) =>
        UserPassword.Parse(SecretInput.Keep(run, SecretInput.FromEnvironment(run.Need(ToolOptions.PasswordEnv, "the environment variable with the password."), ToolOptions.PasswordEnv)));
}
