using System.Net;

namespace OAuthKit;

/// <summary>Which URLs are guarded: those that came from outside, and no others.</summary>
public sealed class RemoteUrlTests : IDisposable
{
    private const string Link = "https://169.254.169.254";

    private readonly ResourceServer _api = new();

    public void Dispose() => _api.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R311_The_address_of_metadata_in_a_challenge_is_guarded()
    {
        using var api = ProtectedResource.FromChallenge(ResourceServer.Refusal(ResourceServer.Resource, $"Bearer resource_metadata=\"{Link}/latest\""), _api.Options);

        Assert.Equal(OAuthFault.AddressRefused, (await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop))).Code);
        Assert.Empty(_api.Sent);
    }

    [Fact]
    public async Task R311_The_address_of_metadata_on_the_origin_that_was_called_is_not()
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json("https://10.0.0.7/mcp"));
        using var refusal = ResourceServer.Refusal("https://10.0.0.7/mcp", "Bearer resource_metadata=\"https://10.0.0.7/meta\"");
        using var api = ProtectedResource.FromChallenge(refusal, _api.Options);

        await api.GetMetadataAsync(Stop);
        Assert.Single(_api.Sent);

        var options = _api.Options;
        options.GuardResource = true;
        using var guarded = ProtectedResource.FromChallenge(refusal, options);
        Assert.Equal(OAuthFault.AddressRefused, (await Assert.ThrowsAsync<OAuthException>(() => guarded.GetMetadataAsync(Stop).AsTask())).Code);
        Assert.Single(_api.Sent);
    }

    [Fact]
    public async Task R311_An_api_that_a_stranger_named_is_guarded_where_the_application_says_so()
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json("https://10.0.0.7"));
        var options = _api.Options;
        using var own = new ProtectedResource("https://10.0.0.7", options);
        await own.GetMetadataAsync(Stop);

        options.GuardResource = true;
        using var strange = new ProtectedResource("https://10.0.0.7", options);

        Assert.Equal(OAuthFault.AddressRefused, (await Assert.ThrowsAsync<OAuthException>(() => strange.GetMetadataAsync(Stop).AsTask())).Code);
        Assert.Single(_api.Sent);
    }

    [Fact]
    public async Task R311_A_server_that_only_a_callback_allowed_is_guarded()
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(servers: $"\"{Link}\""));
        var options = _api.Options;
        options.AllowedIssuers = [];
        options.ApproveIssuer = (_, _) => new(true);
        using var api = new ProtectedResource(ResourceServer.Resource, options);
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        Assert.Equal(OAuthFault.AddressRefused, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop))).Code);
        Assert.Equal([$"GET {ResourceServer.Document}"], _api.Sent);
    }

    [Fact]
    public async Task R311_Its_token_endpoint_is_guarded_too()
    {
        using var handler = new StubHandler(request => StubHandler.Json(request.Url.Host == "api.example.com" ? ResourceServer.Json() : The.Metadata(tokenEndpoint: $"{Link}/token")));
        using var api = new ProtectedResource(ResourceServer.Resource, new ProtectedResourceOptions { ApproveIssuer = (_, _) => new(true), Backchannel = new() { Handler = handler } });
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        Assert.Equal(OAuthFault.AddressRefused, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop))).Code);
        Assert.DoesNotContain(handler.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task R311_A_server_of_the_list_is_as_good_as_configured()
    {
        var issuer = "https://10.0.0.8";
        using var handler = new StubHandler(request => request.Method == "POST" ? StubHandler.Json(The.TokenJson()) : StubHandler.Json(request.Url.Host == "api.example.com" ? ResourceServer.Json(servers: $"\"{issuer}\"") : The.Metadata(issuer, $"{issuer}/token")));
        using var api = new ProtectedResource(ResourceServer.Resource, new ProtectedResourceOptions { AllowedIssuers = [issuer], Backchannel = new() { Handler = handler } });
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        await client.RequestTokenAsync(The.Grant, Stop);
    }

    [Fact]
    public async Task R311_WebFinger_is_guarded_whatever_hosts_are_allowed()
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => WebFinger.FindIssuerAsync("joe@169.254.169.254", _ => true, _api.Backchannel, Stop));

        Assert.Equal(OAuthFault.AddressRefused, e.Code);
        Assert.Empty(_api.Sent);
    }

    [Fact]
    public async Task R311_The_address_that_manages_a_registration_is_guarded()
    {
        using var server = new AuthorizationServer(The.Issuer, _api.Backchannel);
        var client = RegisteredClient.FromJson($$"""{"client_id":"c","registration_access_token":"{{The.Canary}}","registration_client_uri":"{{Link}}/latest"}""");

        Func<Task>[] calls = [() => server.ReadRegistrationAsync(client, Stop), () => server.UpdateRegistrationAsync(client, client.Metadata, Stop), () => server.DeleteRegistrationAsync(client, Stop)];
        foreach (var call in calls)
        {
            Assert.Equal(OAuthFault.AddressRefused, (await Assert.ThrowsAsync<OAuthException>(call)).Code);
        }

        Assert.Empty(_api.Sent);
    }

    [Fact]
    public async Task R311_That_address_is_not_guarded_on_the_servers_own_origin()
    {
        using var handler = new StubHandler(_ => StubHandler.Json("""{"client_id":"c"}"""));
        using var server = new AuthorizationServer("https://10.0.0.8", new BackchannelOptions { Handler = handler });
        var client = RegisteredClient.FromJson($$"""{"client_id":"c","registration_access_token":"{{The.Canary}}","registration_client_uri":"https://10.0.0.8/r/c"}""");

        await server.ReadRegistrationAsync(client, Stop);

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task R311_An_issuer_that_was_found_is_guarded_by_an_option()
    {
        using var handler = new StubHandler(_ => StubHandler.Json(The.Metadata()));
        using var server = new AuthorizationServer(Link, new BackchannelOptions { Handler = handler, GuardAddresses = true });

        Assert.Equal(OAuthFault.AddressRefused, (await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask())).Code);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public void The_options_are_checked() =>
        Assert.Throws<ArgumentNullException>(() => new AuthorizationServer(The.Issuer, new BackchannelOptions { AddressGuard = null! }));
}
