using System.Collections.Concurrent;

namespace OAuthKit.Interop.Tests;

/// <summary>Looks at requests and their proofs as they go by, in front of the real connection.</summary>
internal sealed class ProofWatch : DelegatingHandler
{
    private readonly ConcurrentQueue<WatchedRequest> _requests = new();

    private ProofWatch(HttpMessageHandler connection)
        : base(connection)
    {
    }

    /// <summary>A new one, which isn't to be disposed: the connection is that of all tests.</summary>
    public static ProofWatch Over(HttpMessageHandler connection)
    {
        return new ProofWatch(connection);
    }

    /// <summary>The requests to a path, in the order of their answers.</summary>
    public IReadOnlyList<WatchedRequest> At(string path)
    {
        return [.. _requests.Where(request => request.Path == path)];
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string form = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        IReadOnlyList<string> proofs = request.Headers.TryGetValues("DPoP", out IEnumerable<string>? values) ? [.. values] : [];
        string? scheme = request.Headers.Authorization?.Scheme;
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        string? nonce = response.Headers.TryGetValues("DPoP-Nonce", out IEnumerable<string>? nonces) ? Assert.Single(nonces) : null;
        _requests.Enqueue(new WatchedRequest(
            request.RequestUri!.AbsolutePath, proofs, scheme, form, (int)response.StatusCode, nonce, await response.Content.ReadAsStringAsync(cancellationToken)));
        return response;
    }
}
