using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>A client added by name; without a section its options are set in code.</summary>
internal sealed record ClientRegistration(string Name, IConfiguration? Section)
{
    public bool HasName(string? name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
