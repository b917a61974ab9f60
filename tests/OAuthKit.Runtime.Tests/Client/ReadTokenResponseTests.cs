namespace OAuthKit;

/// <summary>Tests of how an answer of the token endpoint is read.</summary>
public abstract class ReadTokenResponseTests
{
    private protected const string Good = "\"access_token\":\"token-c4narY\",\"token_type\":\"Bearer\"";

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected FakeServer Server { get; } = new();

    private protected Task<TokenSet> ReadAsync(string json) => ReadAsync(StubHandler.Json(json));

    private protected async Task<TokenSet> ReadAsync(HttpResponseMessage response)
    {
        Server.Token = _ => response;
        using var client = Server.Client();
        return await client.RequestTokenAsync(The.Grant, Stop);
    }

    private protected async Task<OAuthException> AssertFaultAsync(string code, HttpResponseMessage response)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => ReadAsync(response));
        Assert.Equal(code, e.Code);
        Assert.DoesNotContain(The.Canary, e.ToString(), StringComparison.Ordinal);
        return e;
    }
}
