using System.Text;
using System.Text.RegularExpressions;

namespace OAuthKit;

public sealed partial class AssertionFilePropertyTests : IDisposable
{
    private readonly AnsweringServer _server = new();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whatever_is_in_an_assertion_file_is_sent_as_a_JWT_or_nothing_is_sent()
    {
        var path = _folder.PathOf("assertion");
        using var client = _server.Client(new ClientAssertionFile(The.ClientId, path));
        var sent = "";
        _server.Asked = request => sent = Encoding.UTF8.GetString(request.Content!.ReadAsByteArrayAsync().Result);
        _server.Answer(new Answer(The.TokenJson()));

        await Property.HoldsAsync(
            Malformed.Bytes(The.Jwt, $"{The.Jwt}\n", $" \r\n{The.Jwt}  ", $"{The.Jwt}{new string('A', 20_000)}"),
            async bytes =>
            {
                _folder.Overwrite("assertion", bytes);
                var before = _server.Requests;
                try
                {
                    await client.RequestTokenAsync(The.Grant, TestContext.Current.CancellationToken);
                    Assert.Matches(Jwt(), sent);
                    Assert.Equal(before + 1, _server.Requests);
                }
                catch (InvalidOperationException)
                {
                    Assert.Equal(before, _server.Requests);
                    throw;
                }
            },
            static (_, e) => e.GetType() == typeof(InvalidOperationException));
    }

    [GeneratedRegex(@"(^|&)client_assertion=[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(&|$)")]
    private static partial Regex Jwt();
}
