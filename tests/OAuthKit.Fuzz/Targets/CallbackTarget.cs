using System.Net;
using System.Text;

namespace OAuthKit.Fuzz.Targets;

/// <summary>Authorization responses, in a URL and in a form, up to the moment before a code would be sent.</summary>
internal sealed class CallbackTarget : Target
{
    private const string RedirectUri = "https://app.example/callback";

    private readonly OAuthClient _client;

    public CallbackTarget()
        : base("callback")
    {
        var provider = new Provider();
        _client = provider.CreateClient(new AuthorizationServer(Provider.Issuer, provider.Options));
    }

    public override IReadOnlyList<byte[]> Corpus { get; } = Read("callback");

    public override async Task<bool> RunAsync(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input);
        var isForm = !text.StartsWith("https:", StringComparison.Ordinal);
        var start = await _client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = RedirectUri, ResponseMode = isForm ? ResponseModes.FormPost : null });
        var transaction = start.Transaction;
        text = text.Replace("STATE", transaction.State, StringComparison.Ordinal);
        try
        {
            var callback = isForm
                ? AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", text)
                : AuthorizationCallback.FromUrl(text);
            var response = await _client.ValidateCallbackAsync(transaction, callback);
            RequireGood(isForm ? text : text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('#')[0], transaction.State);
            Require(response.Code is not null, "A response without a code was accepted.");
            return true;
        }
        catch (OAuthException e)
        {
            return Refused(e);
        }
    }

    private static void RequireGood(string query, string state)
    {
        string[] Values(string name) => [.. query.Split('&').Select(part => part.Split('=', 2)).Where(pair => WebUtility.UrlDecode(pair[0]) == name).Select(pair => WebUtility.UrlDecode(pair.ElementAtOrDefault(1) ?? ""))];
        Require(Values("state") is [var one] && one == state, "Another state was accepted.");
        Require(Values("iss") is [Provider.Issuer], "Another issuer was accepted.");
        Require(Values("code") is [{ Length: > 0 }], "A response without one code was accepted.");
        Require(Values("error") is [] or [""], "An error was accepted.");
        Require(Values("access_token") is [] or [""], "A token was accepted.");
    }
}
