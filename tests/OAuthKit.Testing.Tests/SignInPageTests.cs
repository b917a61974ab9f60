using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Testing.Tests;

public sealed partial class SignInPageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_browser_is_redirected_at_once_where_the_user_is_scripted(bool loopback)
    {
        await using var server = await StartAsync(loopback);
        using var http = new HttpClient(server.Handler, disposeHandler: false);

        var redirect = await http.GetAsync(Url(server), Rig.Cancellation);
        var form = await (await http.GetAsync(Url(server, ("response_mode", "form_post"), ("state", "\"><b>")), Rig.Cancellation)).Content.ReadAsStringAsync(Rig.Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, redirect.StatusCode);
        Assert.StartsWith(SignInRig.Callback + "?code=", redirect.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains($"action=\"{SignInRig.Callback}\"", form, StringComparison.Ordinal);
        Assert.Contains("value=\"&quot;&gt;&lt;b&gt;\"", form, StringComparison.Ordinal);
        Assert.Contains("submit()", form, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_browser_gets_a_page_where_nobody_is_scripted(bool loopback)
    {
        await using var server = await StartAsync(loopback);
        server.Authorization.SignIn = null;
        server.AddUser(new TestUser("bob", "pa55"));
        using var http = new HttpClient(server.Handler, disposeHandler: false);

        var page = await (await http.GetAsync(Url(server), Rig.Cancellation)).Content.ReadAsStringAsync(Rig.Cancellation);
        var ticket = Ticket().Match(page).Groups[1].Value;
        var wrong = await SubmitAsync(ticket, "bob", "wrong", "approve");
        var approved = await SubmitAsync(ticket, "bob", "pa55", "approve");
        var again = await SubmitAsync(ticket, "bob", "pa55", "approve");

        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.StartsWith(SignInRig.Callback + "?code=", approved.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);

        Task<HttpResponseMessage> SubmitAsync(string ticket, string user, string password, string decision) => http.PostAsync(
            Action().Match(page).Groups[1].Value, Rig.Form(("ticket", ticket), ("username", user), ("password", password), ("decision", decision)), Rig.Cancellation);
    }

    [Fact]
    public async Task The_page_can_deny_and_prompt_none_gets_none()
    {
        await using var server = await StartAsync(loopback: false);
        server.Authorization.SignIn = null;
        using var http = new HttpClient(server.Handler, disposeHandler: false);

        var page = await (await http.GetAsync(Url(server), Rig.Cancellation)).Content.ReadAsStringAsync(Rig.Cancellation);
        var denied = await http.PostAsync(Action().Match(page).Groups[1].Value, Rig.Form(("ticket", Ticket().Match(page).Groups[1].Value), ("username", "alice"), ("decision", "deny")), Rig.Cancellation);
        var silent = await http.GetAsync(Url(server, ("prompt", "none")), Rig.Cancellation);

        Assert.Contains("error=access_denied", denied.Headers.Location!.Query, StringComparison.Ordinal);
        Assert.Contains("error=login_required", silent.Headers.Location!.Query, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.SignInAsync(Url(server), cancellationToken: Rig.Cancellation));
    }

    [Fact]
    public async Task An_authorization_request_may_be_posted()
    {
        await using var server = await StartAsync(loopback: false);
        using var http = new HttpClient(server.Handler, disposeHandler: false);

        var parameters = SignInRig.Parameters().Select(pair => (pair.Key, pair.Value!)).ToArray();
        var response = await http.PostAsync(server.Authorization.Address, Rig.Form(parameters), Rig.Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    private static async Task<TestAuthorizationServer> StartAsync(bool loopback)
    {
        var options = new TestAuthorizationServerOptions { TimeProvider = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) };
        var server = loopback ? await TestAuthorizationServer.StartAsync(options, Rig.Cancellation) : new TestAuthorizationServer(options);
        server.AddClient(new TestClient(SignInRig.ClientId) { RedirectUris = [SignInRig.Callback] });
        return server;
    }

    private static string Url(TestAuthorizationServer server, params (string, string?)[] changes) =>
        server.Authorization.Address + "?" + SignInRig.Encode(SignInRig.Parameters(changes));

    [GeneratedRegex("name=\"ticket\" value=\"([^\"]+)\"")]
    private static partial Regex Ticket();

    [GeneratedRegex("action=\"([^\"]+)\"")]
    private static partial Regex Action();
}
