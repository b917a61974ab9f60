namespace OAuthKit;

/// <summary>Which authorization servers an API may send a client to, how they are reached, and what the client is like. Copied when a <see cref="ProtectedResource"/> is made.</summary>
/// <remarks>
/// An API can name any server (<see href="https://www.rfc-editor.org/rfc/rfc9728#section-7.6">RFC 9728 section 7.6</see>), and a
/// client that goes there hands it its credentials, and its user. So nothing is allowed until it is said here.
/// </remarks>
public sealed class ProtectedResourceOptions
{
    /// <summary>
    /// The issuers that may be asked for tokens, exactly as they name themselves, the most wanted first. Each is as good as
    /// configured: their addresses aren't checked by <see cref="BackchannelOptions.AddressGuard"/>.
    /// </summary>
    /// <value>The default is empty: none.</value>
    public IReadOnlyList<string> AllowedIssuers { get; set; } = [];

    /// <summary>
    /// Decides about an issuer that the API names and <see cref="AllowedIssuers"/> doesn't have, for example by asking the user.
    /// The text is a stranger's. Servers that are allowed in this way are reached by
    /// <see cref="BackchannelOptions.AddressGuard"/> only.
    /// </summary>
    /// <value>The default, null, allows none.</value>
    public Func<string, CancellationToken, ValueTask<bool>>? ApproveIssuer { get; set; }

    /// <summary>
    /// Whether the API's address itself comes from a stranger, such as a user who typed it into an application on a server: its
    /// metadata are then fetched by <see cref="BackchannelOptions.AddressGuard"/> only. An address of metadata on another origin than
    /// the API's is guarded in any case.
    /// </summary>
    /// <value>The default is false.</value>
    public bool GuardResource { get; set; }

    /// <summary>How the API's metadata and the authorization server are reached.</summary>
    /// <value>The default is that of <see cref="BackchannelOptions"/>.</value>
    public BackchannelOptions Backchannel { get; set; } = new();

    /// <summary>Binds the client's tokens to a key (<see cref="OAuthClient.Dpop"/>). An API that takes such tokens only (<c>dpop_bound_access_tokens_required</c>) gets them without it too.</summary>
    /// <value>The default, null, leaves it to the API.</value>
    public DpopOptions? Dpop { get; set; }

    /// <summary>The security profile that the client keeps (<see cref="OAuthClient.Profile"/>).</summary>
    /// <value>The default is <see cref="SecurityProfile.None"/>.</value>
    public SecurityProfile Profile { get; set; }

    /// <summary>The certificate that the client's tokens are bound to (<see cref="OAuthClient.Certificate"/>). Whether the API takes such tokens it says by <see cref="ProtectedResourceMetadata.TlsClientCertificateBoundAccessTokens"/>.</summary>
    /// <value>The default is null.</value>
    public ClientCertificate? Certificate { get; set; }

    /// <summary>What the ID tokens of the client must be (<see cref="OAuthClient.IdTokens"/>).</summary>
    /// <value>The default, null, is that of a client.</value>
    public IdTokenOptions? IdTokens { get; set; }

    /// <summary>Parameters of every token request of the client (<see cref="OAuthClient.Parameters"/>).</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>(0);

    internal ProtectedResourceOptions Copy()
    {
        ArgumentNullException.ThrowIfNull(AllowedIssuers);
        ArgumentNullException.ThrowIfNull(Backchannel);
        var copy = (ProtectedResourceOptions)MemberwiseClone();
        copy.Backchannel = Backchannel.Copy();
        copy.AllowedIssuers = [.. AllowedIssuers];
        copy.Parameters = ReservedParameters.Check(Parameters);
        foreach (var issuer in copy.AllowedIssuers)
        {
            IssuerIdentifier.Validate(issuer, copy.Backchannel.DangerouslyAllowHttp, nameof(AllowedIssuers));
        }

        return copy;
    }
}
