using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Time.Testing;
using Polly;

namespace OAuthKit.Tests;

/// <summary>Tokens that are bound to a key, below a resilience handler whose attempts reuse one request.</summary>
public sealed class BoundResilienceTests : IDisposable
{
    private const string Issuer = "https://login.example.com";

    private static readonly Uri _orders = new("https://api.example.com/orders");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly SigningKey _key = SigningKey.Generate();
    private readonly Attempts _login;
    private readonly Attempts _api;
    private readonly OAuthClient _client;
    private readonly DpopProofValidator _validator;

    public BoundResilienceTests()
    {
        _login = new Attempts(request => Json(request.Method == HttpMethod.Get
            ? $$"""{"issuer":"{{Issuer}}","token_endpoint":"{{Issuer}}/token"}"""
            : $$"""{"access_token":"token-{{_login!.Proofs.Count}}","token_type":"DPoP","expires_in":300}"""));
        _api = new Attempts(_ => new HttpResponseMessage(_api!.Proofs.Count < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK));
        _client = new OAuthClient(Issuer, ClientAuthentication.PrivateKeyJwt("orders", _key), new BackchannelOptions { Handler = _login, TimeProvider = _clock }) { Dpop = new DpopOptions() };
        _validator = new DpopProofValidator(new() { TimeProvider = _clock });
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _key.Dispose();
        _login.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task R230_Three_attempts_carry_three_proofs_and_one_header_each()
    {
        using var response = await SendAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["DPoP token-1", "DPoP token-1", "DPoP token-1"], _api.Authorizations);
        Assert.Equal(3, _api.Proofs.Distinct().Count());
        var thumbprints = new HashSet<string>();
        foreach (var proof in _api.Proofs)
        {
            // One validator refuses what comes twice.
            thumbprints.Add((await _validator.ValidateAsync(new([proof], "GET", _orders) { AccessToken = AccessToken.Parse("token-1") }, Stop)).Thumbprint);
        }

        Assert.Single(thumbprints);
        Assert.Single(_login.Proofs);
    }

    [Fact]
    public async Task R230_A_token_request_that_is_made_anew_between_attempts_has_a_new_assertion_and_a_new_proof()
    {
        // Each answer of the API takes so long that the token is over.
        _api.Answered = () => _clock.Advance(TimeSpan.FromMinutes(10));
        using var response = await SendAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["DPoP token-1", "DPoP token-2", "DPoP token-3"], _api.Authorizations);
        Assert.Equal(3, _api.Proofs.Select(proof => Claim(proof, "jti")).Distinct().Count());
        Assert.Equal(3, _api.Proofs.Select(proof => Claim(proof, "ath")).Distinct().Count());
        Assert.Equal(3, _login.Proofs.Select(proof => Claim(proof, "jti")).Distinct().Count());
        Assert.All(_login.Proofs, proof => Assert.Equal(Issuer + "/token", Claim(proof, "htu")));
        Assert.Equal(3, _login.Assertions.Count);
        Assert.Equal(3, _login.Assertions.Select(assertion => Claim(assertion, "jti")).Distinct().Count());
        Assert.Single(_login.Proofs.Concat(_api.Proofs).Select(proof => proof.Split('.')[0]).Distinct());
    }

    private async Task<HttpResponseMessage> SendAsync()
    {
        var services = new ServiceCollection();
        var api = services.AddHttpClient("orders");
        api.AddStandardResilienceHandler(RetryAtOnce);
        api.AddHttpMessageHandler(() => new OAuthHandler(_client, new ClientCredentialsGrant(), _orders));
        api.ConfigurePrimaryHttpMessageHandler(() => _api);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders").GetAsync(_orders, Stop);
    }

    private static void RetryAtOnce(HttpStandardResilienceOptions options)
    {
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.UseJitter = false;
        options.Retry.BackoffType = DelayBackoffType.Constant;
    }

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static string Claim(string jwt, string name)
    {
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]));
        return claims.RootElement.GetProperty(name).ToString();
    }

    private sealed class Attempts(Func<HttpRequestMessage, HttpResponseMessage> respond) : HttpMessageHandler
    {
        public List<string> Proofs { get; } = [];

        public List<string> Authorizations { get; } = [];

        public List<string> Assertions { get; } = [];

        public Action Answered { get; set; } = () => { };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.NonValidated.TryGetValues("DPoP", out var proofs))
            {
                Proofs.Add(Assert.Single(proofs));
            }

            if (request.Headers.NonValidated.TryGetValues("Authorization", out var authorizations))
            {
                Authorizations.Add(Assert.Single(authorizations));
            }

            if (request.Content is { } content)
            {
                var form = await content.ReadAsStringAsync(cancellationToken);
                Assertions.Add(Assert.Single(form.Split('&'), pair => pair.StartsWith("client_assertion=", StringComparison.Ordinal))["client_assertion=".Length..]);
            }

            var response = respond(request);
            Answered();
            return response;
        }
    }
}
