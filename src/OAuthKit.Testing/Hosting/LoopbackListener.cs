using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OAuthKit.Testing;

/// <summary>Kestrel on a loopback port that the system chose.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2? _certificate;

    private LoopbackListener(WebApplication application, X509Certificate2? certificate)
    {
        _application = application;
        _certificate = certificate;
    }

    public int Port { get; private set; }

    public static async Task<LoopbackListener> StartAsync(TestHost host, string loopbackName, TestCertificateAuthority? authority, CancellationToken cancellationToken)
    {
        var address = HostAddress.ToIPAddress(loopbackName);
        var certificate = authority?.IssueServerCertificate();
        var listener = new LoopbackListener(Build(host, address, certificate), certificate);
        try
        {
            await listener._application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var server = listener._application.Services.GetRequiredService<IServer>();
        listener.Port = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        // A token that has ended already closes the connections instead of waiting for them.
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
    }

    private static WebApplication Build(TestHost host, IPAddress address, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MinResponseDataRate = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Listen(address, 0, listen => Secure(listen, certificate));
        });
        var application = builder.Build();
        application.Run(context => LoopbackMessages.RespondAsync(host, context));
        return application;
    }

    private static void Secure(ListenOptions listen, X509Certificate2? certificate)
    {
        if (certificate is not null)
        {
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;

                // Asked for, never demanded, and judged by what the client is registered with.
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        }
    }

    /// <summary>Neither listens to signals nor writes to the console.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
