using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// What is known of a vendor's authorization servers: how their addresses are made of a few values, how clients authenticate there by
/// default, and where they differ from the standards. See <see cref="Vendors"/> for the ones in the box. Derive from it for a vendor
/// of your own: name its keys, set them in the constructor, and override what is special. Profiles are immutable once they are made.
/// </summary>
/// <remarks>
/// A value is checked by the grammar of its key before anything is made of it, so that a tenant's name can't lead to another server.
/// One that is left out can come later by <see cref="With"/>, which is how the configuration completes what an attribute says.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class VendorProfile
{
    private static readonly Dictionary<string, string> _none = new(0);
    private static readonly ServerEndpoints _noEndpoints = new();

    private readonly VendorKey[] _keys;
    private Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>For derived classes.</summary>
    /// <param name="name">The vendor's name, as it stands in the configuration.</param>
    /// <param name="keys">The values that its address is made of.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    protected VendorProfile(string name, params ReadOnlySpan<VendorKey> keys)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _keys = [.. keys];
    }

    /// <summary>The vendor's name, as it stands in the configuration.</summary>
    public string Name { get; }

    /// <summary>The values that its address is made of.</summary>
    public IReadOnlyList<VendorKey> Keys => _keys;

    /// <summary>The keys whose values are needed and haven't been given.</summary>
    public IReadOnlyList<VendorKey> Missing => Array.FindAll(_keys, key => !key.IsOptional && !_values.ContainsKey(key.Name));

    /// <summary>The issuer, exactly as the server names itself; null where it has none.</summary>
    /// <value>The default is null.</value>
    /// <exception cref="InvalidOperationException">A value that it is made of hasn't been given.</exception>
    public virtual string? Issuer => null;

    /// <summary>Where the metadata is fetched, if not at the issuer's well-known place.</summary>
    /// <value>The default, null, is the well-known place.</value>
    /// <exception cref="InvalidOperationException">A value that it is made of hasn't been given.</exception>
    public virtual string? MetadataAddress => null;

    /// <summary>Endpoints that needn't be discovered, or can't be.</summary>
    /// <value>The default is none.</value>
    /// <exception cref="InvalidOperationException">A value that they are made of hasn't been given.</exception>
    public virtual ServerEndpoints Endpoints => _noEndpoints;

    /// <summary>How clients authenticate where nothing is said, by the registered name.</summary>
    /// <value>The default, null, is <c>client_secret_basic</c> for a client with a secret.</value>
    public virtual string? ClientAuthentication => null;

    /// <summary>Parameters of every token request. Those of a client win.</summary>
    /// <value>The default is empty.</value>
    public virtual IReadOnlyDictionary<string, string> Parameters => _none;

    /// <summary>The tenants whose users may sign in, where the issuer stands for many (see <see cref="IdTokenOptions.AllowedTenants"/>).</summary>
    /// <value>The default is empty.</value>
    public virtual IReadOnlyList<string> AllowedTenants => [];

    /// <summary>Where its answers differ from the standards.</summary>
    /// <value>The default is nowhere.</value>
    public virtual ServerQuirks Quirks => ServerQuirks.None;

    /// <summary>The audience of tokens for an API of the vendor's own, for a profile of one.</summary>
    /// <value>The default, null, leaves it to who asks.</value>
    /// <exception cref="InvalidOperationException">A value that it is made of hasn't been given.</exception>
    public virtual string? Audience => null;

    /// <summary>The address of an API of the vendor's own, for a profile of one.</summary>
    /// <value>The default is null.</value>
    /// <exception cref="InvalidOperationException">A value that it is made of hasn't been given.</exception>
    public virtual Uri? BaseAddress => null;

    /// <summary>What two values say against each other, as a sentence; null where nothing. It is asked whenever a value has been set.</summary>
    /// <value>The default is null.</value>
    protected virtual string? Conflict => null;

    /// <summary>The same profile with values that it hasn't got yet. Those that it has win.</summary>
    /// <param name="values">Values by the names of their keys. Others are ignored.</param>
    /// <returns>A profile of its own.</returns>
    /// <exception cref="ArgumentException">A value isn't right; <see cref="ArgumentException.ParamName"/> names its key.</exception>
    public VendorProfile With(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var copy = (VendorProfile)MemberwiseClone();
        copy._values = new Dictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var key in _keys)
        {
            if (!copy._values.ContainsKey(key.Name) && values.TryGetValue(key.Name, out var value))
            {
                copy.Set(key, value);
            }
        }

        return copy;
    }

    /// <summary>The same profile without some values, which are to be given anew.</summary>
    internal VendorProfile Without(IEnumerable<string> names)
    {
        var copy = (VendorProfile)MemberwiseClone();
        copy._values = new Dictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var name in names)
        {
            copy._values.Remove(name);
        }

        return copy;
    }

    /// <summary>The authorization server. Nothing is sent yet.</summary>
    /// <param name="options">How to talk to it.</param>
    /// <returns>The server. The caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">A value is missing.</exception>
    public AuthorizationServer CreateServer(BackchannelOptions? options = null) => AuthorizationServer.Create(this, options);

    /// <summary>A client there. Nothing is sent yet.</summary>
    /// <param name="authentication">How it authenticates.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <returns>The client, which disposes its server with itself. For other settings make one over <see cref="CreateServer"/>.</returns>
    /// <exception cref="InvalidOperationException">A value is missing.</exception>
    public OAuthClient CreateClient(ClientAuthentication authentication, BackchannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        return new(CreateServer(options), authentication, options, ownsServer: true)
        {
            Parameters = Parameters,
            IdTokens = new IdTokenOptions { AllowedTenants = AllowedTenants },
        };
    }

    /// <summary>The vendor and its values, none of which is a secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public sealed override string ToString()
    {
        var text = Name;
        foreach (var key in _keys)
        {
            text += _values.TryGetValue(key.Name, out var value) ? $", {key.Name} {value}" : "";
        }

        return text;
    }

    internal void ThrowIfMissing()
    {
        if (Missing is [{ } key, ..])
        {
            throw IsMissing(key);
        }
    }

    /// <summary>Sets a value, in the constructor of a derived class.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value; null leaves it out.</param>
    /// <exception cref="ArgumentException">The value isn't right.</exception>
    protected void Set(VendorKey key, string? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (value is null)
        {
            return;
        }

        // The value isn't repeated: user:password@ may be the mistake.
        _values[key.Name] = key.Grammar.Normalize(value)
            ?? throw new ArgumentException($"The {key.Name} of {Name} isn't one that its address can be made of. Give {key.Grammar.Description}.", key.Name);
        if (Conflict is { } conflict)
        {
            throw new ArgumentException(conflict, key.Name);
        }
    }

    /// <summary>A value that must be there.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The value, as the grammar of the key gives it.</returns>
    /// <exception cref="InvalidOperationException">It hasn't been given.</exception>
    protected string Get(VendorKey key) => Find(key) ?? throw IsMissing(key);

    /// <summary>A value that may have been left out.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The value, as the grammar of the key gives it, or null.</returns>
    protected string? Find(VendorKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _values.GetValueOrDefault(key.Name);
    }

    private InvalidOperationException IsMissing(VendorKey key) => new($"The {key.Name} of {Name} is missing. Give {key.Grammar.Description}.");
}
