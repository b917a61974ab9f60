using CsCheck;

namespace OAuthKit;

public sealed class PingNotificationPropertyTests
{
    private const string Token = "notify-" + The.Canary;
    private const string Id = "id-" + The.Canary;

    private static readonly string[] _headers =
        ["", "Bearer", "Bearer ", "Basic " + Token, "Bearer  " + Token, "bearer " + Token, "Bearer" + Token, "Bearer " + Token + "x", "Bearer " + Token + ",", "Bearer \0", "Bearer é", "Bearer " + Token + ", Bearer " + Token, " Bearer " + Token];

    [Fact]
    public Task Whatever_notification_comes_is_verified_or_refused_and_nothing_is_thrown()
    {
        var header = Gen.Frequency((6, Gen.Const("Bearer " + Token)), (1, Gen.OneOf(_headers)), (1, Gen.String.Select(text => "Bearer " + text)));
        var body = Malformed.JsonBytes($$"""{"auth_req_id":"{{Id}}"}""", $$"""{"x":[1,{"y":null}],"auth_req_id":"{{Id}}","z":"1"}""");
        return Property.HoldsAsync(
            Gen.Select(header, body, (text, bytes) => new Notification(text, bytes)),
            async notification =>
            {
                var asked = new List<string>();
                var read = await PingNotification.VerifyAsync(
                    notification.Authorization,
                    notification.Body,
                    (id, _) =>
                    {
                        asked.Add(id.Reveal());
                        return new(id.Reveal() == Id ? ClientNotificationToken.Parse(Token) : null);
                    });
                Assert.InRange(asked.Count, 0, 1);
                Assert.Equal(read.IsValid ? 204 : 401, read.StatusCode);
                Assert.False(CanaryWatch.Holds($"{read}"));
                if (read.IsValid)
                {
                    Assert.Equal(Id, read.AuthReqId?.Reveal());
                    Assert.Equal([Id], asked);
                    Assert.Contains(Token, notification.Authorization, StringComparison.Ordinal);
                }
                else
                {
                    Assert.Null(read.AuthReqId);
                    throw new RefusedException();
                }
            },
            static (_, e) => e is RefusedException);
    }

    private sealed record Notification(string Authorization, byte[] Body)
    {
        public override string ToString() => $"{Authorization}\n{System.Text.Encoding.UTF8.GetString(Body)}\n{Convert.ToBase64String(Body)}";
    }
}
