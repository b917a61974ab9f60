namespace OAuthKit;

/// <summary>A value that a vendor's address is made of, such as its domain or tenant: how it is called in code and configuration, and what it may look like.</summary>
public sealed class VendorKey
{
    /// <summary>A key.</summary>
    /// <param name="name">Its name, which is also that of its key in the configuration: <c>Domain</c>.</param>
    /// <param name="grammar">What its values may look like.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public VendorKey(string name, VendorGrammar grammar)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(grammar);
        Name = name;
        Grammar = grammar;
    }

    /// <summary>The name, in code and in the configuration.</summary>
    public string Name { get; }

    /// <summary>What its values may look like.</summary>
    public VendorGrammar Grammar { get; }

    /// <summary>Whether it may be left out.</summary>
    /// <value>The default is false.</value>
    public bool IsOptional { get; init; }
}
