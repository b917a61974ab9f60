namespace OAuthKit;

/// <summary>
/// Keeps the tokens of a user beyond the process, so that a program doesn't ask each time it starts. It decides where, and how they
/// are encrypted: whoever reads a refresh token is the user. Give it to <see cref="SignInOptions.TokenStore"/> or register it as a
/// service; <see cref="UserTokenFiles"/> is one.
/// </summary>
public interface IUserTokenStore
{
    /// <summary>Encrypts and authenticates bytes.</summary>
    /// <param name="plain">The tokens.</param>
    /// <returns>What <see cref="WriteAsync"/> is given.</returns>
    byte[] Protect(byte[] plain);

    /// <summary>Decrypts bytes, and throws where they were changed.</summary>
    /// <param name="data">What <see cref="ReadAsync"/> gave.</param>
    /// <returns>The tokens.</returns>
    byte[] Unprotect(byte[] data);

    /// <summary>Reads what is kept.</summary>
    /// <param name="name">Names the sign-in: 64 hexadecimal digits, which change with the server, the client and what is asked for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The encrypted tokens; null where there are none, or none that can be read.</returns>
    ValueTask<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps tokens in place of those before. It is awaited before they are used.</summary>
    /// <param name="name">Names the sign-in.</param>
    /// <param name="data">The encrypted tokens.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The task of writing. Where it fails, the tokens aren't used, and the writing is tried again at the next call.</returns>
    ValueTask WriteAsync(string name, byte[] data, CancellationToken cancellationToken);

    /// <summary>Removes what is kept: the user signed out.</summary>
    /// <param name="name">Names the sign-in.</param>
    /// <param name="cancellationToken">Ends the removing.</param>
    /// <returns>The task of removing.</returns>
    ValueTask RemoveAsync(string name, CancellationToken cancellationToken);
}
