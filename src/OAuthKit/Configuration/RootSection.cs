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
        ClientFeatures.IsMinimal ? "" : $"""
        Client={Clients}
        Registrations={Clients}
        Registration={Clients}
        Providers={Clients}
        Provider={Clients}
        Api={Apis}
        Services={Apis}
        HttpClients={Apis}
        Token={Tokens}
        Cache={Tokens}
        """,
        []);

    /// <summary>Looks into everything.</summary>
    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<ConfigurationFaults>(Clients, ConfigurationShape.Section, static (value, faults) => ReadEach(value, ClientSection.Table, static () => new OAuthClientOptions(), faults)),
            new KeyOf<ConfigurationFaults>(Apis, ConfigurationShape.Section, static (value, faults) => ReadEach(value, ApiSection.Table, static () => new ApiOptionsDraft(), faults)),
            new KeyOf<ConfigurationFaults>(Tokens, ConfigurationShape.Section, static (value, _) => value.Read(TokensSection.Table, new TokenManagerOptions())),
        ],
        _advice);

    /// <summary>Looks at its own keys only.</summary>
    public static ConfigurationTable KeysAlone { get; } = new(
        [
            new KeyOf<ConfigurationFaults>(Clients, ConfigurationShape.Section, static (_, _) => { }),
            new KeyOf<ConfigurationFaults>(Apis, ConfigurationShape.Section, static (_, _) => { }),
            new KeyOf<ConfigurationFaults>(Tokens, ConfigurationShape.Section, static (_, _) => { }),
        ],
        _advice);

    private static void ReadEach(ConfigurationValue value, ConfigurationTable table, Func<object> create, ConfigurationFaults faults)
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
