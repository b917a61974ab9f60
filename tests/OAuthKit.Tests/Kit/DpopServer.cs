using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace OAuthKit.Tests;

/// <summary>A token endpoint that binds tokens to the key of a proof, and every API beside it.</summary>
internal sealed class DpopServer : HttpMessageHandler
{
    public const string TokenEndpoint = "https://login.test/token";

    private readonly ConcurrentQueue<Call> _calls = new();

    public IReadOnlyList<Call> TokenRequests => [.. _calls.Where(call => call.Url == TokenEndpoint)];

    public IReadOnlyList<Call> ApiRequests => [.. _calls.Where(call => call.Url != TokenEndpoint)];

    /// <summary>A client and an API, under a section.</summary>
    public static Dictionary<string, string?> Settings(string section, params (string Key, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            [$"{section}:BaseAddress"] = "https://api.test",
            [$"{section}:Endpoints:Token"] = TokenEndpoint,
            [$"{section}:ClientId"] = "worker",
            [$"{section}:ClientSecret"] = Shop.Secret,
        };
        foreach (var (key, value) in more)
        {
            settings[$"{section}:{key}"] = value;
        }

        return settings;
    }

    /// <summary>Takes all traffic of a container here.</summary>
    public void Serve(IServiceCollection services)
    {
        services.PostConfigureAll<BackchannelOptions>(options => options.Handler = this);
        services.PostConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(handlers => handlers.PrimaryHandler = this));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.NonValidated;
        var call = new Call(
            request.RequestUri!.OriginalString,
            headers.TryGetValues("Authorization", out var authorization) ? authorization.ToString() : null,
            headers.TryGetValues("DPoP", out var proofs) ? [.. proofs] : []);
        _calls.Enqueue(call);
        var isBound = call.Proofs.Length == 1;
        var answer = call.Url == TokenEndpoint
            ? $$"""{"access_token":"canary-{{(isBound ? "bound" : "free")}}","token_type":"{{(isBound ? "DPoP" : "Bearer")}}","expires_in":3600}"""
            : "\"pong\"";
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(answer, Encoding.UTF8, "application/json") });
    }

    internal sealed record Call(string Url, string? Authorization, string[] Proofs)
    {
        /// <summary>The header or the claims of the one proof.</summary>
        public JsonNode Part(int index) =>
            JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(Assert.Single(Proofs).Split('.')[index]))!;

        public string Key => Part(0)["jwk"]!.ToJsonString();
    }
}
