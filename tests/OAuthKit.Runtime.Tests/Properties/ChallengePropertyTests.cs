using System.Net;
using System.Text;
using CsCheck;

namespace OAuthKit;

public sealed class ChallengePropertyTests
{
    private static readonly string[] _good = [.. Odd.Challenges.Where(text => text.Length > 6)];

    private readonly AnsweringServer _server = new();

    private static Gen<string> Line => Gen.Frequency(
        (1, Gen.OneOf(Odd.Challenges)),
        (4, Malformed.Bytes(_good).Select(bytes => Encoding.UTF8.GetString(bytes))),
        (1, Gen.Select(Malformed.Bytes(_good), Malformed.Bytes(_good), (one, other) => $"{Encoding.UTF8.GetString(one)}, {Encoding.Latin1.GetString(other)}")),
        (1, Gen.Select(Gen.OneOf(_good), Gen.Int[1, 200], (text, times) => string.Join(',', Enumerable.Repeat(text, times)))));

    [Fact]
    public Task Whatever_a_challenge_says_it_is_read_as_far_as_it_can_be_and_nothing_is_thrown() =>
        Property.HoldsAsync(
            Line.Array[1, 3],
            lines =>
            {
                var challenges = AuthenticationChallenge.Parse(lines);
                Assert.InRange(challenges.Count, 0, 32 * lines.Length);
                foreach (var challenge in challenges)
                {
                    Assert.NotEmpty(challenge.Scheme);
                    Assert.InRange(challenge.Parameters.Count, 0, 64);
                    Assert.DoesNotContain(null, challenge.Parameters.Values);
                    Assert.True(challenge.Token68 is null || challenge.Parameters.Count == 0);
                    Assert.False(Secret.HasControl(challenge.ToString()));
                }

                if (challenges.Count == 0)
                {
                    throw new RefusedException();
                }
            },
            static (_, e) => e is RefusedException);

    [Fact]
    public async Task Whatever_challenge_an_API_answers_is_its_answer_or_a_typed_error_after_two_requests_at_most()
    {
        var samples = Gen.Select(Gen.Frequency((3, Line), (1, Malformed.Bytes("Bearer error=\"insufficient_scope\", scope=\"a b\"").Select(bytes => Encoding.UTF8.GetString(bytes)))).Array[1, 2], Gen.OneOf(401, 403, 403, 400, 407), (lines, status) => (Lines: lines, Status: status));
        _server.Answer("/token", () => StubHandler.Json(The.TokenJson(_server.Requests)));
        _server.Asked = request => Assert.DoesNotContain("?", request.RequestUri!.OriginalString, StringComparison.Ordinal);

        await Property.HoldsAsync(samples, sample => CallAsync(sample.Lines, sample.Status));
    }

    private async Task CallAsync(string[] lines, int status)
    {
        using var client = _server.Client();
        using var handler = new OAuthHandler(new TokenPolicy(client, The.Grant, "orders"), The.Api) { InnerHandler = _server.Handler };
        using var http = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, The.Api);
        _server.Answer(The.Api.AbsolutePath, () => StubHandler.Challenge((HttpStatusCode)status, lines));
        try
        {
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)response.StatusCode);
        }
        catch (InsufficientScopeException e)
        {
            Assert.False(Secret.HasControl(e.Message));
            throw;
        }
        finally
        {
            Assert.Null(request.Headers.Authorization);
            // A token and a request, and once more at most.
            Assert.InRange(_server.Requests, 2, 4);
            Assert.Null(_server.Logs.Seen);
        }
    }
}
