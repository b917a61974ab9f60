using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>A client added by name; without a section its options are set in code.</summary>
internal sealed class ClientRegistration(string name, IConfiguration? section)
{
    public string Name { get; } = name;

    public IConfiguration? Section { get; } = section;

    public bool HasName(string? name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
