using Refit;

namespace OAuthKit;

/// <summary>
/// Where an API is and as whom it is called. The generated options of each API derive from it. The client is named by
/// <see cref="Client"/>, or given in place by the properties of <see cref="OAuthClientOptions"/>; an API whose methods are
/// all anonymous or called with the caller's token needs none.
/// </summary>
public abstract class OAuthApiOptions : OAuthClientOptions
{
    /// <summary>The address to which the paths of the interface are appended: an absolute https URL. Tokens go to its origin only.</summary>
    /// <value>The default is null. Required.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>The name of the client, one of <c>OAuth:Clients</c> or of <c>AddOAuthClient</c>.</summary>
    /// <value>The default, null, means that the client is given in place.</value>
    public string? Client { get; set; }

    /// <summary>
    /// The authorization servers that the API may name, each exactly as it names itself, the most wanted first: for an API under
    /// <see cref="OAuth2ApiAttribute.FromResourceMetadata"/>, which has no <see cref="OAuthClientOptions.Issuer"/>. They all are given the
    /// credentials of this client, where the API names them.
    /// </summary>
    /// <value>The default is empty. Required for such an API.</value>
    public IReadOnlyList<string> AllowedIssuers { get; set; } = [];

    /// <summary>The scopes to ask for where no <see cref="ScopesAttribute"/> says so.</summary>
    /// <value>The default is empty: the server's default applies.</value>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>The resources that the token is for where no <see cref="ResourceAttribute"/> says so.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<string> Resource { get; set; } = [];

    /// <summary>The audience of the token where no <see cref="AudienceAttribute"/> says so.</summary>
    /// <value>The default is null.</value>
    public string? Audience { get; set; }

    /// <summary>Further origins (scheme, host and port) to which the API's token may be sent.</summary>
    /// <value>The default is empty: the token goes to the origin of <see cref="BaseAddress"/> only.</value>
    public IReadOnlyList<Uri> AllowedOrigins { get; set; } = [];

    /// <summary>Lets the API be reached by <c>http</c> on a loopback address, for development. Tokens then travel in the clear on this machine. It can't be set by configuration.</summary>
    /// <value>The default is false.</value>
    public bool DangerouslyAllowHttp { get; set; }

    /// <summary>
    /// Supplies the tokens of all methods that ask for one, in place of the grants that their attributes name. The client of these
    /// options isn't used then. What the attributes ask for is told to <see cref="TokenSource.For"/>. It can't be set by configuration.
    /// </summary>
    /// <value>The default, null, uses the grants of the attributes.</value>
    public TokenSource? TokenSource { get; set; }

    /// <summary>How the user signs in, where attributes ask for a token of a user. It can't be set by configuration.</summary>
    public SignInOptions SignIn { get; } = new();

    /// <summary>
    /// Changes Refit's settings: formatters, serializer, buffering. It runs once for each policy of the API, and once more for
    /// each client made by <c>WithAccessToken</c> and the like, before OAuthKit adds what it needs itself.
    /// </summary>
    /// <value>The default, null, leaves Refit's defaults.</value>
    public Action<RefitSettings>? ConfigureRefit { get; set; }

    internal string? Scope => Scopes.Count == 0 ? null : string.Join(' ', Scopes);
}
