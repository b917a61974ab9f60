namespace OAuthKit;

/// <summary>The keys of <c>OAuth:Tokens</c>.</summary>
internal static class TokensSection
{
    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<TokenManagerOptions>("RefreshAhead", ConfigurationShape.Duration, static (value, tokens) => tokens.RefreshAhead = value.Duration() ?? tokens.RefreshAhead),
            new KeyOf<TokenManagerOptions>("ClockSkew", ConfigurationShape.Duration, static (value, tokens) => tokens.ClockSkew = value.Duration() ?? tokens.ClockSkew),
            new KeyOf<TokenManagerOptions>("DefaultLifetime", ConfigurationShape.Duration, static (value, tokens) => tokens.DefaultLifetime = value.Duration() ?? tokens.DefaultLifetime),
            new KeyOf<TokenManagerOptions>("MaxEntries", ConfigurationShape.Number, static (value, tokens) => tokens.MaxEntries = value.Number() ?? tokens.MaxEntries),
        ],
        new(
            ClientFeatures.IsMinimal ? "" : """
            RefreshBeforeExpiration=RefreshAhead
            CacheLifetimeBuffer=ClockSkew
            Skew=ClockSkew
            Leeway=ClockSkew
            Lifetime=DefaultLifetime
            SizeLimit=MaxEntries
            CacheSize=MaxEntries
            """,
            ["Store", "Distributed", "LockTimeout"]));
}
