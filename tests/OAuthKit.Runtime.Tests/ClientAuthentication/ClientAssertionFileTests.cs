namespace OAuthKit;

public sealed class ClientAssertionFileTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R028_An_assertion_from_a_file_is_read_for_each_request()
    {
        using var folder = new TempFolder();
        var path = folder.Write("assertion", " head.first.sig\r\n");
        using var client = _server.Client(ClientAuthentication.ClientAssertionFile(The.ClientId, path));

        await client.RequestTokenAsync(The.Grant, Stop);
        Assert.Equal("head.first.sig", Assert.Single(_server.LastTokenRequest.Form["client_assertion"]));
        folder.Write("assertion", "head.second.sig");
        await client.RequestTokenAsync(The.Grant, Stop);

        var sent = _server.LastTokenRequest;
        Assert.Equal("head.second.sig", Assert.Single(sent.Form["client_assertion"]));
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", Assert.Single(sent.Form["client_assertion_type"]));
        Assert.Equal(The.ClientId, Assert.Single(sent.Form["client_id"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c4narY")]
    [InlineData("c4narY.b")]
    [InlineData(".c4narY.c")]
    [InlineData("c4narY.b.c.d.e")]
    [InlineData("c4narY.b c.d")]
    public async Task A_file_without_an_assertion_says_so_and_nothing_is_sent(string content)
    {
        using var folder = new TempFolder();
        var path = folder.Write("assertion", content);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => _server.SendAsync(new ClientAssertionFile(The.ClientId, path)));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        File.Delete(path);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _server.SendAsync(new ClientAssertionFile(The.ClientId, path)));
        Assert.Equal(0, _server.TokenRequests);
    }
}
