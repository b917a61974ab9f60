using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>
/// What a file holds, read again when the file has changed. It is looked at when it is used, once a second at most: watchers
/// of the platform miss changes on network and container mounts.
/// </summary>
internal sealed class ReloadedFile<T>(string path, Func<byte[], T> read, TimeProvider? time, ILogger? logger)
    where T : class
{
    private static readonly TimeSpan _lookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private volatile T? _current;
    private long _lookedAt;
    private DateTime _written;
    private long _length;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public TimeProvider Time { get; private set; } = time ?? TimeProvider.System;

    public ILogger? Logger { get; private set; } = logger;

    public T Current
    {
        get
        {
            var current = _current;
            if (current is null)
            {
                lock (_lock)
                {
                    return _current ?? LoadFirst();
                }
            }

            // Whoever doesn't get the lock goes on with what there is.
            if (Time.GetElapsedTime(Volatile.Read(ref _lookedAt)) >= _lookAgainAfter && _lock.TryEnter())
            {
                try
                {
                    return Look(current);
                }
                finally
                {
                    _lock.Exit();
                }
            }

            return current;
        }
    }

    /// <summary>Takes the clock and the log of a container, where none were given. Nobody else uses the file yet.</summary>
    public void Adopt(TimeProvider containersTime, ILogger? containersLogger)
    {
        lock (_lock)
        {
            Logger ??= containersLogger;
            if (Time == TimeProvider.System)
            {
                Time = containersTime;
                Volatile.Write(ref _lookedAt, Time.GetTimestamp());
            }
        }
    }

    private T LoadFirst()
    {
        try
        {
            return Load();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new InvalidOperationException($"{Path} can't be used: {e.Message}", e);
        }
    }

    private T Look(T current)
    {
        try
        {
            return Load();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            // It is being exchanged, perhaps: the next look comes in a second.
            if (Logger is not null)
            {
                ClientAuthenticationLog.NotReloaded(Logger, Path, e.GetType().Name);
            }

            return current;
        }
    }

    private T Load()
    {
        Volatile.Write(ref _lookedAt, Time.GetTimestamp());
        // The handle follows links, as container mounts have them; the path's own times don't.
        using var file = File.OpenHandle(Path, share: FileShare.ReadWrite | FileShare.Delete);
        var (written, length) = (File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        if (_current is { } current && written == _written && length == _length)
        {
            return current;
        }

        var content = new byte[length];
        var got = RandomAccess.Read(file, content, 0);
        var loaded = read(got == length ? content : content[..got]);
        (_current, _written, _length) = (loaded, written, length);
        if (Logger is not null)
        {
            ClientAuthenticationLog.Loaded(Logger, Path);
        }

        return loaded;
    }
}
