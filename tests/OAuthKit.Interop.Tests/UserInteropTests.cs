using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>Tests whose client acts for a user who has approved.</summary>
public abstract class UserInteropTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    protected const string Scope = "openid offline_access";

    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /// <summary>Registers a client for all that both servers have for users.</summary>
    protected static Task<RegisteredClient> RegisterForUsersAsync(TServer server, string authenticationMethod = "client_secret_basic")
    {
        return server.RegisterAsync(RegisteredClient.Create(authenticationMethod) with
        {
            GrantTypes =
            [
                "client_credentials", "authorization_code", "refresh_token", "password",
                "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange",
            ],
        });
    }

    protected static AuthorizationCodeGrant GrantFor(string code)
    {
        return new AuthorizationCodeGrant(AuthorizationCode.Parse(code)) { RedirectUri = InteropServer.RedirectUri, CodeVerifier = CodeVerifier.Parse(Verifier) };
    }

    /// <summary>The tokens of a user who has just approved.</summary>
    protected static async Task<TokenSet> RedeemCodeAsync(TServer server, OAuthClient client, string scope = Scope)
    {
        return await client.RequestTokenAsync(GrantFor(await ApproveAsync(server, client, scope)), Cancellation);
    }

    protected static Task<string> ApproveAsync(TServer server, OAuthClient client, string scope = Scope)
    {
        RegisteredClient registration = new(client.ClientId, string.Empty, client.Authentication.Method);
        return server.ApproveCodeAsync(registration, scope, Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier))));
    }

    /// <summary>One poll, and the wait before it, which passes at once.</summary>
    protected static async Task<PollResult> PollAsync(TokenPoller poller, FakeTimeProvider clock)
    {
        Task<PollResult> poll = poller.PollAsync(Cancellation);
        clock.Advance(poller.Interval);
        return await poll;
    }

    protected Task<RegisteredClient> RegisterForUsersAsync()
    {
        return RegisterForUsersAsync(Server);
    }

    protected Task<TokenSet> RedeemCodeAsync(OAuthClient client)
    {
        return RedeemCodeAsync(Server, client);
    }
}
