using System.Text;
using CsCheck;

namespace OAuthKit;

public sealed class RetryAfterPropertyTests
{
    private readonly AnsweringServer _server = new();

    [Fact]
    public async Task Whatever_Retry_After_says_it_is_a_time_within_ten_minutes_or_none()
    {
        using var client = _server.Client();
        string[] good = [.. Odd.RetryAfter.Where(text => text.Length > 0)];
        var values = Gen.Frequency((2, Malformed.Bytes(good).Select(bytes => Encoding.UTF8.GetString(bytes))), (2, Gen.Long.Select(number => $"{number}")), (2, Gen.Int[0, 100_000].Select(number => $" {number} ")), (1, Gen.DateTime.Select(time => time.ToString("R"))));
        var samples = Gen.Select(values.Array[1, 2], Gen.OneOf(429, 503, 400), (lines, status) => new Answer("{\"error\":\"x\"}")
        {
            Status = status,
            Headers = [.. lines.Select(line => $"Retry-After: {line}")],
        });

        await Property.HoldsAsync(
            samples,
            async answer =>
            {
                _server.Answer(answer);
                var now = _server.Clock.GetUtcNow();
                var e = (OAuthServerException)await Endings.OfAsync(() => client.RequestTokenAsync(The.Grant, TestContext.Current.CancellationToken));
                Assert.InRange(e.RetryAt ?? now, now, now + TimeSpan.FromMinutes(10));
                if (e.RetryAt is null)
                {
                    throw e;
                }
            },
            Endings.IsTyped);
    }
}
