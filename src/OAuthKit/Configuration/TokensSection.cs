namespace OAuthKit;

/// <summary>The keys of <c>OAuth:Tokens</c>.</summary>
internal static class TokensSection
{
    public static ConfigurationTable<TokenManagerOptions> Table { get; } = new(
        [
            new("RefreshAhead", ConfigurationShape.Duration, static (value, tokens) => tokens.RefreshAhead = value.Duration() ?? tokens.RefreshAhead),
            new("ClockSkew", ConfigurationShape.Duration, static (value, tokens) => tokens.ClockSkew = value.Duration() ?? tokens.ClockSkew),
            new("DefaultLifetime", ConfigurationShape.Duration, static (value, tokens) => tokens.DefaultLifetime = value.Duration() ?? tokens.DefaultLifetime),
            new("MaxEntries", ConfigurationShape.Number, static (value, tokens) => tokens.MaxEntries = value.Number() ?? tokens.MaxEntries),
        ],
        new(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["RefreshBeforeExpiration"] = "RefreshAhead",
                ["CacheLifetimeBuffer"] = "ClockSkew",
                ["Skew"] = "ClockSkew",
                ["Leeway"] = "ClockSkew",
                ["Lifetime"] = "DefaultLifetime",
                ["SizeLimit"] = "MaxEntries",
                ["CacheSize"] = "MaxEntries",
            },
            ["Store", "Distributed", "LockTimeout"]));
}
