using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OAuthKit.Generators.Tests;

/// <summary>Refit's generator and ours at work on the same interface, and the result at work.</summary>
public sealed class BesideRefitTests
{
    private const string Source = """"
        using System.Linq;
        using System.Net;

        namespace Shop;

        public interface IBaseApi<T>
        {
            [Get("/base/{id}"), Scopes("base")]
            Task<T> Get(int id, CancellationToken ct = default);

            [Get("/health"), Anonymous]
            Task<string> Health();
        }

        [OAuth2Api("Orders"), ClientCredentials, Scopes("read"), TokenParameter("organization", "org_1")]
        public interface IOrdersApi : IBaseApi<string>, IDisposable
        {
            [Property("tenant")]
            string? Tenant { get; set; }

            [Get("/same/{id}"), Scopes("number")]
            Task<string> Same(int id);

            [Get("/same/{id}"), Scopes("text")]
            Task<string> Same(string id);

            [Get("/write"), Scopes("write", Add = true), Audience("orders")]
            Task<IApiResponse<string>> Write();

            [Get("/generic")]
            Task<T> Generic<T>(int value) where T : class;

            Task<string> Default() => Same("default");

            [Get("/items")]
            IAsyncEnumerable<int> Items(CancellationToken ct = default);

            [Get("/stream")]
            Task<System.IO.Stream> Stream(params string[] tags);

            [Get("/mine"), AccessToken]
            Task<string> Mine([Property(OAuthParameter.AccessToken)] AccessToken token);

            [Get("/bound"), AccessToken]
            Task<string> Bound();
        }

        public sealed class Recorder : HttpMessageHandler
        {
            public List<string> Lines { get; } = [];

            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var isToken = request.RequestUri!.Host == "login.example";
                if (isToken)
                {
                    var form = (await request.Content!.ReadAsStringAsync(cancellationToken)).Split('&').Select(pair => WebUtility.UrlDecode(pair).Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
                    var token = $"{form["scope"].Replace(' ', '+')}/{form.GetValueOrDefault("audience")}/{form["organization"]}";
                    return Json($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":3600}""");
                }

                request.Options.TryGetValue(new HttpRequestOptionsKey<string>("tenant"), out var tenant);
                Lines.Add($"{request.RequestUri.PathAndQuery} {request.Headers.Authorization?.Parameter ?? "-"} {tenant}".TrimEnd());
                return Json(request.RequestUri.AbsolutePath == "/items" ? "[1,2]" : "\"ok\"");
            }

            private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json") };
        }

        public static class Program
        {
            public static async Task<string> Run()
            {
                var handler = new Recorder();
                var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = "https://login.example/token" });
                using var client = new OAuthClient(server, ClientAuthentication.ClientSecretBasic("id", "secret"), new BackchannelOptions { Handler = handler });
                var orders = OrdersApi.Create(client, new Uri("https://api.example"), handler: handler);
                IOrdersApi api = orders;
                await orders.Same(1);
                await orders.Same("1");
                await orders.Get(7);
                await orders.Health();
                await orders.Write();
                orders.Tenant = "eu";
                await orders.Generic<string>(5);
                await api.Default();
                await foreach (var _ in orders.Items())
                {
                }

                await orders.Stream("a", "b");
                await orders.Mine(AccessToken.Parse("own"));
                await orders.WithAccessToken(AccessToken.Parse("bound")).Bound();
                api.Dispose();
                await orders.Health();
                return string.Join("\n", handler.Lines);
            }
        }
        """";

    [Fact]
    public async Task Each_call_carries_the_token_of_its_own_policy()
    {
        var lines = await Run(Source);

        Assert.Equal(
            """
            /same/1 number//org_1
            /same/1 text//org_1
            /base/7 base//org_1
            /health -
            /write read+write/orders/org_1
            /generic?value=5 read//org_1 eu
            /same/default text//org_1 eu
            /items read//org_1 eu
            /stream?tags=a%2Cb read//org_1 eu
            /mine own eu
            /bound bound eu
            /health - eu
            """.ReplaceLineEndings("\n"),
            lines);
    }

    private static async Task<string> Run(string source)
    {
        CSharpGeneratorDriver
            .Create([new OAuth2ApiGenerator().AsSourceGenerator(), References.RefitGenerator()], parseOptions: Compile.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(Compile.Source(source), out var output, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        using var image = new MemoryStream();
        var result = output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        var context = new AssemblyLoadContext(nameof(BesideRefitTests), isCollectible: true);
        var run = context.LoadFromStream(image).GetType("Shop.Program")!.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
        return await (Task<string>)run.Invoke(null, null)!;
    }
}
