namespace OAuthKit;

/// <summary>The client of an API whose authorization server is found in the API's metadata: found when it is first needed, and anew when the metadata name another.</summary>
internal sealed class ResourceApiClient(ProtectedResource resource, ClientAuthentication authentication) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly List<IDisposable> _owned = [resource];
    private OAuthClient? _client;

    /// <summary>The client, as of the metadata that are known now; these are fetched again after their lifetime. A failure isn't kept.</summary>
    public async Task<OAuthClient> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var metadata = await resource.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            if (_client is { } known && ReferenceEquals(known.ProtectedResource, metadata))
            {
                return known;
            }

            _client = await ResourceClient.CreateAsync(resource, (_, _) => new(authentication), cancellationToken).ConfigureAwait(false);
            // What is asked for over the one before goes on.
            _owned.Add(_client);
            return _client;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        _gate.Dispose();
    }
}
