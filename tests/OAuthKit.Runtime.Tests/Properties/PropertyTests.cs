using CsCheck;

namespace OAuthKit;

/// <summary>That the properties of readers can fail.</summary>
public sealed class PropertyTests
{
    private static readonly Answer _good = new("{\"a\":1}");

    [Fact]
    public async Task An_exception_that_is_not_documented_fails_and_tells_the_seed_and_the_sample()
    {
        var e = await FailureAsync(answer => answer.Bytes.Length > 10 ? throw new InvalidCastException("odd") : ReadAsync(answer));

        Assert.Contains("CsCheck_Seed=", e.Message, StringComparison.Ordinal);
        Assert.Contains("HTTP ", e.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidCastException), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_throws_what_is_not_documented_fails()
    {
        var server = new AnsweringServer();
        using var client = server.Client();

        // Its transport does, below everything that makes typed errors of what it knows.
        var e = await FailureAsync(async answer =>
        {
            server.Answer(answer);
            server.Asked = request => _ = request.Method.Method[99];
            await client.RequestTokenAsync(The.Grant, TestContext.Current.CancellationToken);
        });

        Assert.Contains(nameof(IndexOutOfRangeException), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_the_protocol_without_a_known_code_fails() =>
        await FailureAsync(answer => answer.Bytes.Length > 10 ? throw new OAuthException("unheard_of", "odd") : ReadAsync(answer));

    [Fact]
    public async Task An_error_of_the_transport_fails_where_no_connection_broke()
    {
        var e = await FailureAsync(answer => answer.Breaks ? ReadAsync(answer) : throw new HttpRequestException("odd"));

        Assert.Contains(nameof(HttpRequestException), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_tells_a_secret_fails()
    {
        foreach (var refusal in (OAuthException[])[new(OAuthFault.JwtType, The.Canary), new(OAuthFault.JwtType, "x", new InvalidOperationException(The.Canary)), new OAuthServerException("endpoint", "x", The.Canary, null, 400)])
        {
            var e = await FailureAsync(_ => Task.FromException(refusal));

            Assert.Contains("tells a secret", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_result_that_breaks_what_holds_of_it_fails() =>
        await FailureAsync(answer =>
        {
            Assert.Equal(200, answer.Status);
            return ReadAsync(answer);
        });

    [Fact]
    public async Task A_reader_that_takes_or_refuses_everything_fails()
    {
        await FailureAsync(_ => Task.CompletedTask);
        await FailureAsync(_ => Task.FromException(new OAuthException(OAuthFault.JwtType, "no")));
    }

    [Fact]
    public async Task A_reader_that_takes_some_and_refuses_some_holds_and_no_sample_is_the_good_one()
    {
        var samples = 0;

        await Property.HoldsAsync(
            Malformed.Answers(_good),
            answer =>
            {
                samples++;
                Assert.False(answer.IsSame(_good));
                return ReadAsync(answer);
            },
            count: 1000);

        Assert.Equal(1000, samples);
    }

    [Fact]
    public async Task Each_run_has_the_same_samples()
    {
        Assert.Equal(await NamesAsync(), await NamesAsync());

        static async Task<List<string>> NamesAsync()
        {
            var names = new List<string>();
            await Property.HoldsAsync(
                Malformed.Answers(_good),
                answer =>
                {
                    names.Add($"{answer}");
                    return ReadAsync(answer);
                },
                count: 500);
            return names;
        }
    }

    private static Task ReadAsync(Answer answer) =>
        answer.Status == 200 ? Task.CompletedTask : Task.FromException(new OAuthException(OAuthFault.EndpointStatus, "no"));

    private static Task<Xunit.Sdk.XunitException> FailureAsync(Func<Answer, Task> read) =>
        Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Property.HoldsAsync(Malformed.Answers(_good), read, Endings.IsTyped, 500));
}
