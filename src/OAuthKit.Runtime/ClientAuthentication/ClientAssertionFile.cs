namespace OAuthKit;

/// <summary>
/// An assertion that somebody else made for this client, a cluster or a cloud for instance, and keeps fresh in a file:
/// workload identity federation
/// (<see href="https://www.rfc-editor.org/rfc/rfc7521#section-4.2">RFC 7521 section 4.2</see>). The file is read for each
/// request. The method's name isn't a registered one, so the server needn't list it.
/// </summary>
public sealed class ClientAssertionFile : ClientAuthentication
{
    // Assertions are a few kilobytes; what is larger is another file.
    private const int MaxLength = 64 * 1024;

    private readonly string _path;

    /// <summary>A client whose assertion is in a file.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="path">The file. White space around the assertion doesn't matter.</param>
    /// <exception cref="ArgumentException">The identifier is empty or has a control character, or there is no path.</exception>
    public ClientAssertionFile(string clientId, string path)
        : base(clientId)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
    }

    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.ClientAssertionFile;

    /// <inheritdoc/>
    protected internal override string? KeyIdentity => _path;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The file can't be read, or has no JWT.</exception>
    protected internal override async ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var assertion = await ReadAsync(cancellationToken).ConfigureAwait(false);
        request.Form.Add(Wire.ClientId, ClientId);
        request.Form.Add(Wire.ClientAssertionType, JoseNames.JwtBearerAssertion);
        request.Form.Add(Wire.ClientAssertion, assertion);
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        string text;
        try
        {
            using var file = new StreamReader(_path);
            var buffer = new char[MaxLength];
            var length = await file.ReadBlockAsync(buffer, cancellationToken).ConfigureAwait(false);
            text = new string(buffer.AsSpan(0, length).Trim());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The client assertion can't be read from {_path}: check that the file is there and may be read.", e);
        }

        return IsJwt(text) ? text : throw new InvalidOperationException($"{_path} doesn't hold a JWT, three parts of base64url with dots between them, as client assertion.");
    }

    private static bool IsJwt(string text)
    {
        var dots = 0;
        foreach (var c in text)
        {
            if (c == '.')
            {
                dots++;
            }
            else if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return dots == 2 && text.Length < MaxLength && text[0] != '.';
    }
}
