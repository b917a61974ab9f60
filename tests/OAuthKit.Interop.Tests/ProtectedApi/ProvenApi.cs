using Microsoft.AspNetCore.Http.Extensions;

namespace OAuthKit.Interop.Tests;

/// <summary>
/// An API on a loopback port over https that takes tokens together with a proof of the key that they are bound to, and demands a
/// nonce of its own in each. It says which key that is, or why it refuses.
/// </summary>
internal sealed class ProvenApi : IAsyncDisposable
{
    private readonly Func<AccessToken, SenderProof, CancellationToken, Task<string?>> _readKey;
    private readonly DpopProofValidator _proofs;
    private readonly WebApplication _application;

    private ProvenApi(InteropServer server, Func<AccessToken, SenderProof, CancellationToken, Task<string?>> readKey)
    {
        _readKey = readKey;
        _proofs = new DpopProofValidator(new DpopProofOptions { AcceptNonce = (nonce, _) => ValueTask.FromResult(nonce == Nonce), Verifier = Ed25519Verifier.Instance });
        _application = LoopbackHost.CreateBuilder(server.Certificate).Build();
        _application.Run(AnswerAsync);
    }

    public Uri Address => LoopbackHost.AddressOf(_application);

    /// <summary>The nonce that it gives out.</summary>
    public string Nonce { get; } = Guid.NewGuid().ToString("N");

    /// <summary>An API that validates tokens as the server's JWTs.</summary>
    public static Task<ProvenApi> StartAsync(InteropServer server, JwtAccessTokenValidator validator)
    {
        return StartAsync(server, async (token, proof, cancellationToken) => (await validator.ValidateAsync(token, proof, cancellationToken)).KeyThumbprint);
    }

    /// <summary>An API that asks the server about tokens.</summary>
    public static Task<ProvenApi> StartAsync(InteropServer server, OAuthClient client)
    {
        return StartAsync(server, async (token, proof, cancellationToken) =>
        {
            Introspection answer = await client.IntrospectAsync(token, new IntrospectionOptions { Proof = proof }, cancellationToken);
            return answer.IsActive ? answer.KeyThumbprint : null;
        });
    }

    public ValueTask DisposeAsync()
    {
        return _application.DisposeAsync();
    }

    private static async Task<ProvenApi> StartAsync(InteropServer server, Func<AccessToken, SenderProof, CancellationToken, Task<string?>> readKey)
    {
        ProvenApi api = new(server, readKey);
        await api._application.StartAsync();
        return api;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            string[] credentials = context.Request.Headers.Authorization.ToString().Split(' ');
            AccessToken token = AccessToken.Parse(credentials[1]);
            string? key = await _readKey(token, credentials[0] == "DPoP" ? await ReadProofAsync(context, token) : SenderProof.None, context.RequestAborted);
            await context.Response.WriteAsync(key ?? "nothing");
        }
        catch (OAuthException e)
        {
            bool wantsNonce = e.Code == OAuthFault.DpopProofNonce;
            if (wantsNonce)
            {
                context.Response.Headers["DPoP-Nonce"] = Nonce;
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = new(["Bearer", $"DPoP error=\"{(wantsNonce ? "use_dpop_nonce" : "invalid_token")}\", algs=\"ES256 RS256 PS256 EdDSA\""]);
            await context.Response.WriteAsync(e.Code);
        }
    }

    private async Task<SenderProof> ReadProofAsync(HttpContext context, AccessToken token)
    {
        DpopProofRequest request = new(context.Request.Headers["DPoP"], context.Request.Method, new Uri(context.Request.GetEncodedUrl())) { AccessToken = token };
        return new SenderProof { KeyThumbprint = (await _proofs.ValidateAsync(request, context.RequestAborted)).Thumbprint };
    }
}
