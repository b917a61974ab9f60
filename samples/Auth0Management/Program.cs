// Auth0's Management API by an annotated interface:
//   dotnet run --project samples/Auth0Management
// talks to a tenant in memory. For your own, set Management__Domain, Management__ClientId and Management__ClientSecret in the
// environment, of an application that may call the Management API.
using Auth0Management;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OAuthKit.Testing;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
await using var demo = builder.Configuration["Management:Domain"] is null ? new DemoTenant() : null;
if (demo is not null)
{
    builder.Configuration.AddInMemoryCollection(DemoTenant.Settings);
}

builder.Services.AddManagementApi(builder.Configuration.GetSection("Management"));
if (demo is not null)
{
    builder.Services.UseTestServer(demo.Server);
}

using var host = builder.Build();
await host.StartAsync();

var management = host.Services.GetRequiredService<IManagementApi>();
foreach (var user in await management.ListUsers())
{
    Console.WriteLine($"{user.UserId}: {user.Name} <{user.Email}>{(user.Blocked ? ", blocked" : "")}");
}

if (demo is not null)
{
    var blocked = await management.ChangeUser("auth0|2", new UserChange(Blocked: true));
    Console.WriteLine($"{blocked.Name} is {(blocked.Blocked ? "blocked" : "free")} now.");
    Console.WriteLine($"{demo.Server.Token.RequestCount} token request so far, for the audience {demo.Server.Token.Requests[0].Form["audience"]}");
    Console.WriteLine((await management.GetUser("auth0|2")).Blocked ? "It stays so." : "It was lost.");
}

await host.StopAsync();
