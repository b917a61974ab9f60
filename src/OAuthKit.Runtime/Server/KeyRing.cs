namespace OAuthKit;

/// <summary>The keys of a server as they were once fetched. Immutable.</summary>
internal sealed class KeyRing(ServerKey[] keys, long fetchedAt)
{
    /// <summary>A timestamp.</summary>
    public long FetchedAt { get; } = fetchedAt;

    public IReadOnlyList<ServerKey> All => keys;

    /// <summary>Those that others encrypt for; null where they aren't known.</summary>
    public EncryptionKey[]? EncryptionKeys { get; init; }

    /// <summary>The one key that can have signed by an algorithm; null where there is none or where several could.</summary>
    public ServerKey? Find(string algorithm, string? keyId)
    {
        ServerKey? found = null;
        foreach (var key in keys)
        {
            if (!key.Fits(algorithm) || (keyId is not null && key.KeyId != keyId))
            {
                continue;
            }

            // Which of several is meant is never guessed by trying.
            if (found is not null)
            {
                return null;
            }

            found = key;
        }

        return found;
    }

    /// <summary>The one key that is there to encrypt for by an algorithm; null where there is none or where several are.</summary>
    public EncryptionKey? FindEncryptionKey(string algorithm)
    {
        EncryptionKey? found = null;
        foreach (var key in EncryptionKeys ?? [])
        {
            if (key.Fits(algorithm))
            {
                if (found is not null)
                {
                    return null;
                }

                found = key;
            }
        }

        return found;
    }
}
