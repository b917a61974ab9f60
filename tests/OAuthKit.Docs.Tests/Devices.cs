using System.Collections.Concurrent;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/device-code.md and docs/ciba.md show.</summary>
internal static class Devices
{
    public static async Task DeviceAsync()
    {
        #region DeviceCode
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.None("tv-app"));

        DeviceAuthorization authorization = await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest { Scope = "orders.read" });
        Console.WriteLine($"Open {authorization.VerificationUri} and enter {authorization.UserCode}");

        TokenSet tokens = await new TokenPoller(client, authorization).WaitForTokensAsync();
        #endregion
    }

    public static async Task ProgressAsync(TokenPoller poller, CancellationToken cancellationToken)
    {
        #region DeviceCodeProgress
        var progress = new Progress<PollProgress>(now =>
            Console.WriteLine($"Asked {now.Attempts} times; next at {now.NextPollAt:T}, until {now.ExpiresAt:T}."));

        try
        {
            TokenSet tokens = await poller.WaitForTokensAsync(progress, cancellationToken);
        }
        catch (OAuthException e) when (e.Code == OAuthFault.AuthorizationDenied)
        {
            Console.WriteLine("You said no.");
        }
        catch (OAuthException e) when (e.Code == OAuthFault.AuthorizationExpired)
        {
            Console.WriteLine("That took too long. Begin again?");
        }
        #endregion
    }

    public static async Task<string> StepAsync(TokenPoller poller, CancellationToken cancellationToken)
    {
        #region DeviceCodeSteps
        PollResult result = await poller.PollAsync(cancellationToken);
        string text = result switch
        {
            PollTokens success => $"Welcome, until {success.Tokens.ExpiresAt:T}.",
            PollPending pending => $"Still waiting for you; next look at {pending.NextPollAt:T}.",
            PollUnanswered unanswered => $"The server is hard to reach: {unanswered.Fault.Message}",
            PollDenied => "You said no.",
            PollExpired => "That took too long.",
            _ => throw new InvalidOperationException(),
        };
        #endregion
        return text;
    }

    public static TokenPolicy Source(OAuthClient client, DeviceAuthorization authorization)
    {
        #region DeviceCodeSource
        GrantTokenSource source = TokenSource.DeviceCode(client, authorization);
        var policy = new TokenPolicy(source, client.Tokens, "tv");
        #endregion
        return policy;
    }

    public static TokenPoller Kept(OAuthClient client, string kept, DateTimeOffset expiresAt, TimeSpan interval)
    {
        #region DeviceCodeKept
        var grant = new DeviceCodeGrant(DeviceCode.Parse(kept));
        var poller = new TokenPoller(client, grant, expiresAt, interval);
        #endregion
        return poller;
    }

    public static async Task CibaAsync(string secret)
    {
        #region Ciba
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.ClientSecretBasic("till", secret));

        BackchannelAuthentication authentication = await client.StartBackchannelAuthenticationAsync(new BackchannelAuthenticationRequest
        {
            LoginHint = "jane@example.com",
            Scope = "openid payments",
            BindingMessage = "W4SCT",
        });

        TokenSet tokens = await new TokenPoller(client, authentication).WaitForTokensAsync();
        #endregion
    }

    public static async Task SignedAsync()
    {
        #region CibaSigned
        using SigningKey key = SigningKey.FromPem(await File.ReadAllTextAsync("till.pem"));
        var request = new BackchannelAuthenticationRequest { LoginHint = "jane@example.com", Signer = key };
        #endregion
        GC.KeepAlive(request);
    }

    #region CibaPing
    public sealed class Pings
    {
        private readonly ConcurrentDictionary<AuthReqId, (ClientNotificationToken Token, TokenPoller Poller)> _waiting = new();

        public async Task<TokenSet> WaitAsync(OAuthClient client, string user, CancellationToken cancellationToken)
        {
            var request = new BackchannelAuthenticationRequest { LoginHint = user, UsePing = true };
            BackchannelAuthentication authentication = await client.StartBackchannelAuthenticationAsync(request, cancellationToken);
            var poller = new TokenPoller(client, authentication);
            _waiting[authentication.AuthReqId] = (authentication.ClientNotificationToken!, poller);
            try
            {
                return await poller.WaitForTokensAsync(cancellationToken: cancellationToken);
            }
            finally
            {
                _waiting.TryRemove(authentication.AuthReqId, out _);
            }
        }

        // The endpoint that the server notifies: what it returns is the status of the answer, 204 or 401.
        public async Task<int> ReceiveAsync(string? authorizationHeader, ReadOnlyMemory<byte> body)
        {
            PingNotification ping = await PingNotification.VerifyAsync(authorizationHeader, body, (id, _) =>
                new(_waiting.TryGetValue(id, out var request) ? request.Token : null));
            if (ping.IsValid && _waiting.TryGetValue(ping.AuthReqId!, out var waiting))
            {
                waiting.Poller.Notify();
            }

            return ping.StatusCode;
        }
    }
    #endregion
}
