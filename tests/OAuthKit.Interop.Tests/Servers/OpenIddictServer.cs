using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace OAuthKit.Interop.Tests;

/// <summary>OpenIddict in this process, with its Entity Framework Core stores in memory. Its issuer ends in a slash.</summary>
public sealed class OpenIddictServer : InteropServer
{
    private readonly ConcurrentDictionary<string, int> _tokenRequests = new(StringComparer.Ordinal);
    private readonly RSA _signingKey = RSA.Create(2048);
    private WebApplication? _application;
    private string? _issuer;

    public override string Issuer => _issuer!;

    public override ServerError InvalidClient { get; } = new(
        401, Errors.InvalidClient, "The specified client credentials are invalid.", "https://documentation.openiddict.com/errors/ID2055");

    public override ServerError InvalidScope { get; } = new(
        400, Errors.InvalidScope, "The specified 'scope' is invalid.", "https://documentation.openiddict.com/errors/ID2052");

    public override ServerError InvalidTarget { get; } = new(
        400, Errors.InvalidTarget, "One of the specified 'resource' parameters is invalid.", "https://documentation.openiddict.com/errors/ID2190");

    public override async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = LoopbackHost.CreateBuilder(Certificate);
        builder.Services.AddAuthentication();
        string database = Guid.NewGuid().ToString();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(database).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(Configure);

        _application = builder.Build();
        _application.UseAuthentication();
        await _application.StartAsync();
        _issuer = LoopbackHost.AddressOf(_application).AbsoluteUri;

        foreach (ProtectedResource resource in ProtectedResource.All)
        {
            await CreateApplicationAsync(new OpenIddictApplicationDescriptor
            {
                ClientId = resource.IntrospectionClient.Id,
                ClientSecret = resource.IntrospectionClient.Secret,
                Permissions = { Permissions.Endpoints.Introspection },
            });
        }
    }

    public override Task<int> CountTokenRequestsAsync(RegisteredClient client)
    {
        return Task.FromResult(_tokenRequests.GetValueOrDefault(client.Id));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _signingKey.Dispose();
        await base.DisposeAsync();
    }

    protected override Task AddClientAsync(RegisteredClient client)
    {
        OpenIddictApplicationDescriptor descriptor = new()
        {
            ClientId = client.Id,
            ClientSecret = client.Secret,
            Permissions =
            {
                Permissions.Endpoints.Token,
                Permissions.Endpoints.Revocation,
                Permissions.Endpoints.Introspection,
                Permissions.GrantTypes.ClientCredentials,
                Permissions.Prefixes.Scope + ProtectedResource.Read,
                Permissions.Prefixes.Scope + ProtectedResource.Write,
            },
        };
        descriptor.AddResourcePermissions([.. ProtectedResource.All.Select(resource => resource.Identifier)]);
        return CreateApplicationAsync(descriptor);
    }

    private static ValueTask IssueTokenAsync(HandleTokenRequestContext context)
    {
        ClaimsIdentity identity = new(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(Claims.Subject, context.ClientId);
        identity.SetScopes(context.Request.GetScopes());
        identity.SetResources(context.Request.GetResources());
        context.SignIn(new ClaimsPrincipal(identity));
        return ValueTask.CompletedTask;
    }

    private static ValueTask ChooseTokenFormatAsync(GenerateTokenContext context)
    {
        if (context.TokenType == TokenTypeIdentifiers.AccessToken && context.Principal.HasAudience(ProtectedResource.Ledger.Identifier))
        {
            context.IsReferenceToken = true;
            context.PersistTokenPayload = true;
        }

        return ValueTask.CompletedTask;
    }

    private void Configure(OpenIddictServerBuilder server)
    {
        server.SetTokenEndpointUris("connect/token")
            .SetIntrospectionEndpointUris("connect/introspect")
            .SetRevocationEndpointUris("connect/revoke")
            .AllowClientCredentialsFlow()
            .RegisterScopes(ProtectedResource.Read, ProtectedResource.Write)
            .RegisterResources([.. ProtectedResource.All.Select(resource => resource.Identifier)])
            .SetAccessTokenLifetime(AccessTokenLifetime)
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .AddSigningKey(new RsaSecurityKey(_signingKey))
            .DisableAccessTokenEncryption()
            .Configure(options => options.TimeProvider = Clock);

        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(IssueTokenAsync));
        server.AddEventHandler<GenerateTokenContext>(handler => handler
            .UseInlineHandler(ChooseTokenFormatAsync)
            .SetOrder(OpenIddictServerHandlers.Protection.AttachSecurityCredentials.Descriptor.Order - 1));
        server.AddEventHandler<ApplyTokenResponseContext>(handler => handler
            .UseInlineHandler(CountTokenRequestAsync)
            .SetOrder(int.MinValue));

        server.UseAspNetCore();
    }

    private ValueTask CountTokenRequestAsync(ApplyTokenResponseContext context)
    {
        _tokenRequests.AddOrUpdate(context.Request?.ClientId ?? string.Empty, 1, static (_, count) => count + 1);
        return ValueTask.CompletedTask;
    }

    private async Task CreateApplicationAsync(OpenIddictApplicationDescriptor descriptor)
    {
        await using AsyncServiceScope scope = _application!.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(descriptor);
    }
}
