using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore.Authentication;
using OAuthKit;
using OAuthKit.Testing;

namespace McpSample;

/// <summary>A protected MCP server of the official SDK, on a loopback port over https. It tells who gives out its tokens.</summary>
internal sealed class DemoMcpServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly AuthorizationServer _issuer;

    private DemoMcpServer(WebApplication application, AuthorizationServer issuer, Uri endpoint)
    {
        _application = application;
        _issuer = issuer;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    public static async Task<DemoMcpServer> StartAsync(TestAuthorizationServer login, CancellationToken cancellationToken)
    {
        var port = FreePort();
        var endpoint = new Uri($"https://127.0.0.1:{port}/mcp");
        var issuer = new AuthorizationServer(login.Issuer, new BackchannelOptions { ConfigureHandler = login.CertificateAuthority!.TrustIn });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listener => listener.UseHttps(login.CertificateAuthority!.IssueServerCertificate())));

        builder.Services.AddSingleton(new JwtAccessTokenValidator(issuer, endpoint.OriginalString, new JwtAccessTokenOptions { SigningAlgorithm = login.SigningKey.Algorithm }));
        builder.Services
            .AddAuthentication(authentication =>
            {
                authentication.DefaultAuthenticateScheme = AccessTokenHandler.SchemeName;
                authentication.DefaultChallengeScheme = McpAuthenticationDefaults.AuthenticationScheme;
            })
            .AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(AccessTokenHandler.SchemeName, configureOptions: null)
            .AddMcp(mcp => mcp.ResourceMetadata = new ModelContextProtocol.Authentication.ProtectedResourceMetadata
            {
                Resource = endpoint.OriginalString,
                ResourceName = "Orders",
                AuthorizationServers = { login.Issuer },
                ScopesSupported = [AccessTokenHandler.Scope],
                BearerMethodsSupported = ["header"],
            });
        builder.Services.AddAuthorization();
        builder.Services.AddMcpServer().WithHttpTransport().WithTools<OrderTools>();

        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapMcp(endpoint.AbsolutePath).RequireAuthorization();
        await application.StartAsync(cancellationToken);
        return new DemoMcpServer(application, issuer, endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _issuer.Dispose();
    }

    // The server's name has the port in it, so the port is chosen before the server is made.
    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
