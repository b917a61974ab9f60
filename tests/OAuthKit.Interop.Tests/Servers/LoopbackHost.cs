using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

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
        IServer server = application.Services.GetRequiredService<IServer>();
        return new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
    }
}
