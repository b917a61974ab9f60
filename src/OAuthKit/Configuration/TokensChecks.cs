namespace OAuthKit;

/// <summary>What must hold for the options of the token manager.</summary>
internal static class TokensChecks
{
    public static void Check(TokenManagerOptions tokens, OptionsSubject subject, ConfigurationFaults faults)
    {
        AtLeastZero(tokens.RefreshAhead, subject.Key("RefreshAhead"), faults);
        AtLeastZero(tokens.ClockSkew, subject.Key("ClockSkew"), faults);
        if (tokens.DefaultLifetime <= TimeSpan.Zero)
        {
            faults.Add(subject.Key("DefaultLifetime"), "must be above zero.");
        }

        if (tokens.MaxEntries < 1)
        {
            faults.Add(subject.Key("MaxEntries"), "must be at least 1.");
        }
    }

    private static void AtLeastZero(TimeSpan value, string key, ConfigurationFaults faults)
    {
        if (value < TimeSpan.Zero)
        {
            faults.Add(key, "must not be below zero.");
        }
    }
}
