using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>
/// A private key in a file, which is read again when the file has changed, so that keys can be exchanged while the program
/// runs. What the file holds is told by its content: PEM, encrypted or not, PKCS #12 (<c>.pfx</c>, <c>.p12</c>), JWK or JWKS.
/// The file is looked at when the key is used, once a second at most. Where a changed file can't be read, the key that it held
/// before stays in use, and a warning is logged.
/// </summary>
public sealed class SigningKeyFile : JwsSigner
{
    private readonly string _path;
    private readonly Func<byte[], JwsSigner> _read;
    private readonly Lazy<ReloadedFile<JwsSigner>> _file;
    private readonly string? _algorithm;

    /// <summary>A file with an RSA or EC key. It is first read when the key is used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Algorithm, key identifier and password.</param>
    public SigningKeyFile(string path, SigningKeyOptions? options = null)
        : this(path, content => KeyContent.Read(content, options ?? new()))
    {
        _algorithm = options?.Algorithm;
    }

    /// <summary>A file with a key that OAuthKit doesn't know by itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads the key from the file's content, and throws an <see cref="ArgumentException"/> where it can't.</param>
    public SigningKeyFile(string path, Func<byte[], JwsSigner> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(read);
        _path = path;
        _read = read;
        _file = new(Open);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The file can't be read, or has no private key that signs.</exception>
    public override string Algorithm => Current.Algorithm;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The file can't be read, or has no private key that signs.</exception>
    public override string? KeyId => Current.KeyId;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The file can't be read, or has no private key that signs.</exception>
    public override string? Thumbprint => Current.Thumbprint;

    /// <summary>The clock that tells when to look at the file again.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where it is told that the file was read, or can't be.</summary>
    /// <value>The default, null, logs nothing.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal override JwsSigner Current => _file.Value.Current;

    // The file is the identity: a key that is exchanged in it doesn't make the tokens of before useless.
    internal override string Identity => $"{_algorithm} {Path.GetFullPath(_path)}";

    internal override string Description => $"key in {_path}";

    /// <inheritdoc/>
    protected internal override bool TrySign(ReadOnlySpan<byte> data, Span<byte> signature, out int bytesWritten) =>
        Current.TrySign(data, signature, out bytesWritten);

    /// <inheritdoc/>
    protected internal override ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        Current.SignAsync(data, cancellationToken);

    /// <summary>Takes the clock and the log of a container, where none were given.</summary>
    internal void Adopt(TimeProvider time, ILoggerFactory? loggerFactory) => _file.Value.Adopt(time, loggerFactory?.CreateLogger<SigningKeyFile>());

    private ReloadedFile<JwsSigner> Open() => new(_path, _read, TimeProvider, LoggerFactory?.CreateLogger<SigningKeyFile>());
}
