using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>The keys of <c>OAuth</c> itself. Reading it finds faults; each part is then read where it is used.</summary>
internal static class RootSection
{
    public const string Name = "OAuth";
    public const string Clients = "Clients";
    public const string Apis = "Apis";
    public const string Tokens = "Tokens";

    private static readonly KeyAdvice _advice = new(
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Client"] = Clients,
            ["Registrations"] = Clients,
            ["Registration"] = Clients,
            ["Providers"] = Clients,
            ["Provider"] = Clients,
            ["Api"] = Apis,
            ["Services"] = Apis,
            ["HttpClients"] = Apis,
            ["Token"] = Tokens,
            ["Cache"] = Tokens,
        },
        []);

    /// <summary>Looks into everything.</summary>
    public static ConfigurationTable<ConfigurationFaults> Table { get; } = new(
        [
            new(Clients, ConfigurationShape.Section, static (value, faults) => ReadEach(value, ClientSection.Table, static () => new OAuthClientOptions(), faults)),
            new(Apis, ConfigurationShape.Section, static (value, faults) => ReadEach(value, ApiSection.Table, static () => new ApiOptionsDraft(), faults)),
            new(Tokens, ConfigurationShape.Section, static (value, _) => value.Read(TokensSection.Table, new TokenManagerOptions())),
        ],
        _advice);

    /// <summary>Looks at its own keys only.</summary>
    public static ConfigurationTable<ConfigurationFaults> KeysAlone { get; } = new(
        Array.ConvertAll(Table.Keys, static key => new ConfigurationKey<ConfigurationFaults>(key.Name, key.Shape, static (_, _) => { })),
        _advice);

    private static void ReadEach<T>(ConfigurationValue value, ConfigurationTable<T> table, Func<T> create, ConfigurationFaults faults)
    {
        if (!string.IsNullOrEmpty(value.Section.Value))
        {
            faults.Add(value.Section.Path, "is a text, but names with sections are meant.");
        }

        foreach (var named in value.Section.GetChildren())
        {
            table.Read(named, create(), faults);
        }
    }
}
