using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>Keeps the tokens of a user in a folder of theirs, a file for each sign-in, encrypted by functions of the caller's.</summary>
/// <param name="folder">The folder. It is made where it isn't there; on Unix only the user can then read it.</param>
/// <param name="protect">Encrypts and authenticates bytes, such as <c>Protect</c> of ASP.NET Core's data protection or of Windows' DPAPI.</param>
/// <param name="unprotect">Decrypts bytes, and throws where they were changed. Tokens for which it throws a <see cref="CryptographicException"/> count as gone.</param>
public sealed class UserTokenFiles(string folder, Func<byte[], byte[]> protect, Func<byte[], byte[]> unprotect) : IUserTokenStore
{
    private readonly string _folder = string.IsNullOrEmpty(folder) ? throw new ArgumentException("The folder is empty.", nameof(folder)) : folder;
    private readonly Func<byte[], byte[]> _protect = protect ?? throw new ArgumentNullException(nameof(protect));
    private readonly Func<byte[], byte[]> _unprotect = unprotect ?? throw new ArgumentNullException(nameof(unprotect));

    /// <inheritdoc/>
    public byte[] Protect(byte[] plain) => _protect(plain);

    /// <inheritdoc/>
    public byte[] Unprotect(byte[] data) => _unprotect(data);

    /// <inheritdoc/>
    public async ValueTask<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            return null;
        }

        var data = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            CryptographicOperations.ZeroMemory(_unprotect(data));
            return data;
        }
        catch (CryptographicException)
        {
            // Encrypted with keys that are gone, or damaged: the user signs in again.
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(string name, byte[] data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        var path = PathOf(name);
        CreateFolder();
        // Whole or not at all: a refresh token that is half there ends the login.
        var next = path + ".new";
        await File.WriteAllBytesAsync(next, data, cancellationToken).ConfigureAwait(false);
        File.Move(next, path, overwrite: true);
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(PathOf(name));
        }

        return default;
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string PathOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Path.Combine(_folder, Path.GetFileName(name) + ".tokens");
    }
}
