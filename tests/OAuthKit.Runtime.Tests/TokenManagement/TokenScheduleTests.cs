using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class TokenScheduleTests
{
    private static readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(1, 0.5, 0.75)]
    [InlineData(4, 2, 3)]
    [InlineData(60, 30, 45)]
    [InlineData(120, 60, 90)]
    [InlineData(300, 240, 270)]
    [InlineData(600, 480, 570)]
    [InlineData(3600, 3300, 3570)]
    [InlineData(86400, 86100, 86370)]
    public void Due_and_stale_follow_from_the_lifetime(double lifetime, double refresh, double stale)
    {
        var schedule = Of(lifetime, jitter: 0);

        Assert.Equal(refresh, Seconds(schedule.RefreshAt), 3);
        Assert.Equal(stale, Seconds(schedule.StaleAt), 3);
        Assert.Equal(lifetime, Seconds(schedule.ExpiresAt), 3);
    }

    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(60, 3)]
    [InlineData(3600, 30)]
    [InlineData(86400, 30)]
    public void Jitter_is_a_tenth_of_the_window_at_most(double lifetime, double jitter)
    {
        var middle = Seconds(Of(lifetime, 0).RefreshAt);

        Assert.Equal(middle - jitter, Seconds(Of(lifetime, -1).RefreshAt), 3);
        Assert.Equal(middle + jitter, Seconds(Of(lifetime, 1).RefreshAt), 3);
    }

    [Fact]
    public void Jitter_is_drawn_from_its_whole_range()
    {
        var drawn = Enumerable.Range(0, 1000).Select(_ => TokenPauses.Jitter()).ToArray();

        Assert.All(drawn, jitter => Assert.InRange(jitter, -1, 1));
        Assert.True(drawn.Min() < -0.8 && drawn.Max() > 0.8);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 30)]
    [InlineData(3600, 0)]
    [InlineData(100000, 100000)]
    public void Whatever_the_options_due_comes_before_stale_and_stale_before_the_end(int ahead, int skew)
    {
        foreach (var lifetime in (double[])[0.001, 1, 60, 3600, 86400])
        {
            foreach (var jitter in (double[])[-1, 0, 1])
            {
                var schedule = Of(lifetime, jitter, new TokenManagerOptions { TimeProvider = _clock, RefreshAhead = TimeSpan.FromSeconds(ahead), ClockSkew = TimeSpan.FromSeconds(skew) });

                Assert.InRange(schedule.RefreshAt, 0, schedule.StaleAt);
                Assert.InRange(schedule.StaleAt, schedule.RefreshAt, schedule.ExpiresAt);
            }
        }
    }

    [Fact]
    public void A_token_without_renewal_ahead_is_due_when_it_is_stale()
    {
        var schedule = Of(3600, 0).WithoutRenewalAhead();

        Assert.Equal(schedule.StaleAt, schedule.RefreshAt);
    }

    [Fact]
    public void A_lifetime_beyond_all_clocks_does_not_overflow()
    {
        var schedule = TokenSchedule.Of(long.MaxValue / 2, TimeSpan.MaxValue, new TokenManagerOptions(), 1);

        Assert.True(schedule.RefreshAt > long.MaxValue / 2);
        Assert.True(schedule.ExpiresAt > schedule.RefreshAt);
    }

    [Theory]
    [InlineData(1000, 30)]
    [InlineData(120, 30)]
    [InlineData(60, 15)]
    [InlineData(8, 2)]
    [InlineData(1, 1)]
    public void The_next_renewal_comes_after_a_quarter_of_what_is_left_and_30_seconds_at_most(double remaining, double pause)
    {
        var pauses = new TokenPauses(_clock);

        var drawn = Enumerable.Range(0, 200).Select(_ => Seconds(pauses.BeforeRenewal((long)(remaining * _clock.TimestampFrequency)))).ToArray();

        Assert.All(drawn, seconds => Assert.InRange(seconds, Math.Max(1, pause * 0.9) - 0.001, Math.Max(1, pause * 1.1) + 0.001));
    }

    private static TokenSchedule Of(double lifetime, double jitter, TokenManagerOptions? options = null) =>
        TokenSchedule.Of(0, TimeSpan.FromSeconds(lifetime), options ?? new TokenManagerOptions { TimeProvider = _clock }, jitter);

    private static double Seconds(long timestamp) => (double)timestamp / _clock.TimestampFrequency;
}
