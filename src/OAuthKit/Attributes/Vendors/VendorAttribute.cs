namespace OAuthKit;

/// <summary>
/// The vendor of the authorization server that an interface's tokens come from: its addresses, its defaults and what is special about it.
/// Derive from it for a vendor of your own; generated code makes the attribute again from its constants, and asks for
/// <see cref="Profile"/>. Values that differ between environments are better left out here and given in the configuration.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public abstract class VendorAttribute : Attribute
{
    /// <summary>What is known of the vendor, with the values that stand here.</summary>
    /// <exception cref="ArgumentException">A value isn't right. It is told when the program starts.</exception>
    public abstract VendorProfile Profile { get; }
}
