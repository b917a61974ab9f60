using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>Kestrel on a loopback port, asking everybody for a certificate and taking any or none. It offers HTTP/2 and the resumption of TLS sessions.</summary>
internal sealed class KestrelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Seen> _seen = new();

    private KestrelServer(RequestDelegate respond, X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(tls =>
        {
            tls.ServerCertificate = certificate;
            tls.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            tls.AllowAnyClientCertificate();
        })));
        _application = builder.Build();
        _application.Run(async context =>
        {
            var shown = context.Connection.ClientCertificate;
            _seen.Enqueue(new Seen(context.Connection.Id, context.Request.Protocol, context.Request.Host.Host, context.Request.Path, shown is null ? null : TlsIdentity.ThumbprintOf(shown), context.Request.Headers.Authorization));
            await respond(context);
        });
    }

    public int Port => new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public Uri Origin => new($"https://127.0.0.1:{Port}");

    public Seen[] Requests => [.. _seen];

    public static async Task<KestrelServer> StartAsync(RequestDelegate? respond = null, X509Certificate2? certificate = null)
    {
        var server = new KestrelServer(respond ?? (_ => Task.CompletedTask), certificate ?? Pki.Server);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    public sealed record Seen(string Connection, string Protocol, string Host, string Path, string? Thumbprint, string? Authorization);
}
