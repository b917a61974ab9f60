using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace OAuthKit.Interop.Tests;

/// <summary>An ASP.NET Core application on a loopback port over https that the system chooses.</summary>
internal static class LoopbackHost
{
    public static WebApplicationBuilder CreateBuilder(X509Certificate2 certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate)));
        builder.Services.AddRoutingCore();
        return builder;
    }

    public static Uri AddressOf(WebApplication application)
    {
        return new Uri(AddressesOf(application).First());
    }

    /// <summary>Opens another port, where every client has to show a certificate, which the application judges.</summary>
    public static void ListenForClientCertificates(WebApplicationBuilder builder, X509Certificate2 certificate)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate, tls =>
        {
            tls.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            tls.AllowAnyClientCertificate();
        })));
    }

    public static Uri AddressForClientCertificates(WebApplication application)
    {
        return new Uri(AddressesOf(application).Last());
    }

    private static ICollection<string> AddressesOf(WebApplication application)
    {
        return application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
    }
}
