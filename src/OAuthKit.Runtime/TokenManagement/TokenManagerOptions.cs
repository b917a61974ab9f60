using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>How a <see cref="TokenManager"/> keeps and renews tokens. The values are copied when it is made.</summary>
public sealed class TokenManagerOptions
{
    /// <summary>How long before its end a token is renewed in the background, at most; a short-lived token is renewed after four fifths of its life.</summary>
    /// <value>The default is 5 minutes. Zero leaves only the margin of <see cref="ClockSkew"/>.</value>
    public TimeSpan RefreshAhead { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The margin before its end in which a token isn't trusted to reach the API in time; at most a quarter of its life.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The life of a token whose server didn't state one.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan DefaultLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many tokens are kept. Beyond that those go first that have ended, then the least recently used.</summary>
    /// <value>The default is 10,000.</value>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>The time for obtaining one token in all, discovery included. No caller's cancellation ends it.</summary>
    /// <value>The default is 2 minutes. Must be above zero, and at most a day.</value>
    public TimeSpan AcquisitionTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The clock.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where log messages go.</summary>
    /// <value>The default, null, logs nothing.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Makes the meter <c>OAuthKit</c>.</summary>
    /// <value>The default, null, uses one meter for the process.</value>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>The clock by which tokens age. Its timestamps don't go with those of <see cref="TimeProvider"/>.</summary>
    internal TimeProvider Clock => TimeProvider == TimeProvider.System ? CoarseClock.Instance : TimeProvider;

    internal TokenManagerOptions Copy()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(RefreshAhead, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ClockSkew, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(DefaultLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEntries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AcquisitionTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(AcquisitionTimeout, TimeSpan.FromDays(1));
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return (TokenManagerOptions)MemberwiseClone();
    }
}
