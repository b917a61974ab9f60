using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

public sealed partial class LogTests
{
    /// <summary>The block of ids of each class of messages.</summary>
    private static readonly Dictionary<string, int> _blocks = new()
    {
        ["TokenLog"] = 100,
        ["DiscoveryLog"] = 200,
        ["ClientAuthenticationLog"] = 300,
        ["HandlerLog"] = 400,
        ["AuthorizationLog"] = 500,
    };

    private static IEnumerable<(MethodInfo Method, LoggerMessageAttribute Message)> Messages =>
        from type in typeof(OAuthClient).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (method, message);

    [Fact]
    public void R320_Every_event_has_an_id_of_its_own_in_the_block_of_its_class_and_a_name()
    {
        var messages = Messages.ToArray();

        Assert.NotEmpty(messages);
        Assert.Equal(messages.Length, messages.Select(item => item.Message.EventId).Distinct().Count());
        Assert.Equal(messages.Length, messages.Select(item => item.Message.EventName).Distinct().Count());
        Assert.All(messages, item =>
        {
            Assert.False(string.IsNullOrEmpty(item.Message.EventName));
            Assert.InRange(item.Message.EventId, _blocks[item.Method.DeclaringType!.Name], _blocks[item.Method.DeclaringType.Name] + 99);
        });
    }

    [Fact]
    public void R320_Every_event_is_documented()
    {
        var page = Repository.Read("docs/token-engine.md").Split('\n');

        var documented = page.Where(line => Row.IsMatch(line))
            .Select(line => string.Join(' ', line.Split('|', StringSplitOptions.TrimEntries)[1..4]));

        Assert.Equal(
            Messages.OrderBy(item => item.Message.EventId).Select(item => $"{item.Message.EventId} `{item.Message.EventName}` {item.Message.Level}"),
            documented);
    }

    [Fact]
    public void R313_No_message_has_a_place_for_a_secret()
    {
        string[] harmless = ["logger", "grantType", "lifetime", "error", "policy", "retryAt", "count", "issuer", "origin", "path", "code", "resource"];

        Assert.All(Messages.SelectMany(item => item.Method.GetParameters()), parameter => Assert.Contains(parameter.Name, harmless));
    }

    [Fact]
    public async Task R320_Security_events_are_logged_without_a_token()
    {
        var logs = new LogCapture();
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized), new OAuthHandlerOptions { LoggerFactory = logs });

        (await rig.Http.GetAsync("orders", TestContext.Current.CancellationToken)).Dispose();
        await Assert.ThrowsAsync<OAuthException>(() => rig.Http.GetAsync($"https://evil.example/{The.Canary}", TestContext.Current.CancellationToken));

        Assert.Equal([400, 402], logs.Messages.Select(message => message.Id.Id));
        Assert.All(logs.Messages, message => Assert.False(CanaryWatch.Holds(message.Text)));
    }

    [GeneratedRegex(@"^\| \d{3} \|")]
    private static partial Regex Row { get; }
}
