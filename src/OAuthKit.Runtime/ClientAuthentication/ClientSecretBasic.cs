using System.Diagnostics;
using System.Text;

namespace OAuthKit;

/// <summary>
/// <c>client_secret_basic</c>: identifier and secret, each form-encoded first, in an HTTP Basic header
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 section 2.3.1</see>).
/// </summary>
/// <param name="clientId">The client identifier.</param>
/// <param name="clientSecret">The client secret.</param>
/// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
public sealed class ClientSecretBasic(string clientId, ClientSecret clientSecret) : ClientAuthentication(clientId)
{
    private readonly ClientSecret _secret = clientSecret ?? throw new ArgumentNullException(nameof(clientSecret));

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _header;

    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.ClientSecretBasic;

    /// <summary>
    /// Joins identifier and secret as they are, for servers that don't decode them, against the specification. It matters only
    /// where they hold other characters than letters, digits and <c>-._*</c>. An identifier with a colon can't be sent so.
    /// </summary>
    /// <value>The default, false, encodes.</value>
    /// <exception cref="ArgumentException">The client identifier has a colon.</exception>
    public bool OmitFormEncoding
    {
        get;
        init
        {
            if (value && ClientId.Contains(':'))
            {
                throw new ArgumentException("A client identifier with a colon can't be sent without form-encoding.", nameof(value));
            }

            field = value;
        }
    }

    internal override ClientSecret SharedSecret => _secret;

    internal override bool MustBeListed => true;

    /// <inheritdoc/>
    protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        _secret.ThrowIfExpired(request.TimeProvider);
        request.Authorization = _header ??= Render();
        return ValueTask.CompletedTask;
    }

    private string Render()
    {
        var pair = OmitFormEncoding
            ? $"{ClientId}:{_secret.Reveal()}"
            : $"{FormParameters.Encode(ClientId)}:{FormParameters.Encode(_secret.Reveal())}";
        return $"{Scheme.Basic} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";
    }
}
