using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
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
    private readonly OpenIddictUsers _users = new();
    private WebApplication? _application;
    private string? _issuer;
    private Uri? _mutualTlsAddress;

    public override string Issuer => _issuer!;

    /// <summary>Whether every authorization has to begin by a pushed request.</summary>
    public bool DemandsPush { get; init; }

    /// <summary>What came to it, on the wire.</summary>
    internal ReceivedRequests Received { get; } = new();

    public override ServerError InvalidClient { get; } = new(
        401, Errors.InvalidClient, "The specified client credentials are invalid.", "https://documentation.openiddict.com/errors/ID2055");

    public override ServerError InvalidScope { get; } = new(
        400, Errors.InvalidScope, "The specified 'scope' is invalid.", "https://documentation.openiddict.com/errors/ID2052");

    public override ServerError InvalidTarget { get; } = new(
        400, Errors.InvalidTarget, "One of the specified 'resource' parameters is invalid.", "https://documentation.openiddict.com/errors/ID2190");

    public override async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = LoopbackHost.CreateBuilder(Certificate);
        LoopbackHost.ListenForClientCertificates(builder, Certificate);
        builder.Services.AddAuthentication();
        string database = Guid.NewGuid().ToString();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(database).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>().DisableBulkOperations())
            .AddServer(Configure);

        _application = builder.Build();
        _application.Use(Received.KeepAsync);
        _application.UseAuthentication();
        await _application.StartAsync();
        _issuer = LoopbackHost.AddressOf(_application).AbsoluteUri;
        _mutualTlsAddress = LoopbackHost.AddressForClientCertificates(_application);

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

    /// <summary>Lets every further refresh of a client bring tokens with another claim, as a broken server would.</summary>
    public void MistakeAtRefresh(RegisteredClient client, string claim, object value)
    {
        _users.MistakeAtRefresh(client.Id, claim, value);
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

    public override async Task<string> ApproveCodeAsync(RegisteredClient client, string scope, string codeChallenge, string? nonce = null)
    {
        string address = (await GetMetadataAsync()).GetProperty("authorization_endpoint").GetString()!;
        Dictionary<string, string?> query = new()
        {
            ["client_id"] = client.Id,
            ["response_type"] = "code",
            ["redirect_uri"] = RedirectUri,
            ["scope"] = scope,
            ["code_challenge"] = codeChallenge,
            ["code_challenge_method"] = "S256",
            ["nonce"] = nonce,
        };
        using HttpResponseMessage response = await Http.GetAsync(QueryHelpers.AddQueryString(address, query.Where(pair => pair.Value is not null)));
        return QueryHelpers.ParseQuery(response.Headers.Location!.Query)["code"].ToString();
    }

    public override async Task DecideDeviceAsync(string userCode, bool approve)
    {
        using FormUrlEncodedContent form = new([KeyValuePair.Create("user_code", userCode), KeyValuePair.Create("decision", approve ? "approve" : "deny")]);
        using HttpResponseMessage response = await Http.PostAsync($"{Issuer}connect/verify", form);
    }

    protected override Task AddClientAsync(RegisteredClient client)
    {
        OpenIddictApplicationDescriptor descriptor = new()
        {
            ClientId = client.Id,
            // A client with a certificate of an authority has to have a secret beside it.
            ClientSecret = client.AuthenticationMethod is "client_secret_basic" or "client_secret_post" or "tls_client_auth" ? client.Secret : null,
            ClientType = client.AuthenticationMethod == "none" ? ClientTypes.Public : ClientTypes.Confidential,
            Permissions =
            {
                Permissions.Endpoints.Token,
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.PushedAuthorization,
                Permissions.Endpoints.EndSession,
                Permissions.Endpoints.DeviceAuthorization,
                Permissions.Endpoints.Revocation,
                Permissions.Endpoints.Introspection,
                Permissions.ResponseTypes.Code,
                Permissions.ResponseTypes.CodeIdToken,
                Permissions.Prefixes.Scope + ProtectedResource.Read,
                Permissions.Prefixes.Scope + ProtectedResource.Write,
            },
        };
        descriptor.AddResourcePermissions([.. ProtectedResource.All.Select(resource => resource.Identifier)]);
        foreach (string grantType in client.GrantTypes)
        {
            descriptor.Permissions.Add(Permissions.Prefixes.GrantType + grantType);
        }

        // Whoever issued a certificate, it has to be for the host of an address to which the client sends its users.
        if (client.GrantTypes.Contains(GrantTypes.AuthorizationCode) || client.AuthenticationMethod == "tls_client_auth")
        {
            descriptor.RedirectUris.Add(new Uri(RedirectUri));
            descriptor.PostLogoutRedirectUris.Add(new Uri(PostLogoutRedirectUri));
        }

        if (client.IsNative)
        {
            descriptor.ApplicationType = ApplicationTypes.Native;
            descriptor.RedirectUris.Add(new Uri(RegisteredClient.LoopbackRedirectUri));
        }

        if (client.HasToPush)
        {
            descriptor.Requirements.Add(Requirements.Features.PushedAuthorizationRequests);
        }

        JsonObject? jwk = client.AuthenticationMethod == "self_signed_tls_client_auth" ? RawAuthentication.ToJwk(client.Certificate!) : client.PublicJwk;
        if (jwk is not null)
        {
            descriptor.JsonWebKeySet = new JsonWebKeySet { Keys = { JsonWebKey.Create(jwk.ToJsonString()) } };
        }

        return CreateApplicationAsync(descriptor);
    }

    private ValueTask IssueTokenAsync(HandleTokenRequestContext context)
    {
        // What a user approved before, or what an exchanged token says; else the client stands for itself.
        ClaimsPrincipal? approved = context.AuthorizationCodePrincipal ?? context.DeviceCodePrincipal ?? context.RefreshTokenPrincipal ?? context.SubjectTokenPrincipal;
        if (context.Request.IsPasswordGrantType())
        {
            if (context.Request is not { Username: UserName, Password: Password })
            {
                context.Reject(Errors.InvalidGrant, "the password is wrong");
                return ValueTask.CompletedTask;
            }

            approved = OpenIddictUsers.Create(context.Request.GetScopes());
        }

        if (approved is not null && context.SubjectTokenPrincipal is null)
        {
            // What the user approved is for the API that the token is asked for.
            if (context.Request.GetResources() is { Length: > 0 } resources)
            {
                approved.SetResources(resources);
            }

            context.SignIn(context.Request.IsRefreshTokenGrantType() ? _users.AtRefresh(context.ClientId!, approved) : approved);
            return ValueTask.CompletedTask;
        }

        ClaimsIdentity identity = new(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(Claims.Subject, approved?.GetClaim(Claims.Subject) ?? context.ClientId);
        identity.SetScopes(context.Request.GetScopes());
        identity.SetResources(context.Request.GetResources());
        context.SignIn(new ClaimsPrincipal(identity));
        return ValueTask.CompletedTask;
    }

    private async ValueTask DecideVerificationAsync(HandleEndUserVerificationRequestContext context)
    {
        if ((string?)context.Request["decision"] == "approve")
        {
            context.SignIn(OpenIddictUsers.Create(context.UserCodePrincipal!.GetScopes()));
            return;
        }

        await using AsyncServiceScope scope = _application!.Services.CreateAsyncScope();
        IOpenIddictTokenManager tokens = scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>();
        object? device = await tokens.FindByIdAsync(context.UserCodePrincipal!.GetClaim(Claims.Private.DeviceCodeId)!);
        await tokens.TryRejectAsync(device!);
        context.Reject(Errors.AccessDenied, "the user refused");
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
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetPushedAuthorizationEndpointUris("connect/par")
            .SetEndSessionEndpointUris("connect/logout")
            .SetDeviceAuthorizationEndpointUris("connect/device")
            .SetEndUserVerificationEndpointUris("connect/verify")
            .SetUserInfoEndpointUris("connect/userinfo")
            .AllowClientCredentialsFlow()
            .AllowAuthorizationCodeFlow()
            .AllowHybridFlow()
            .AllowDeviceAuthorizationFlow()
            .AllowRefreshTokenFlow()
            .AllowTokenExchangeFlow()
            .AllowPasswordFlow()
            .EnablePublicKeyInfrastructureTlsClientAuthentication([X509CertificateLoader.LoadCertificate(Authority.Root.RawData)])
            .EnableSelfSignedTlsClientAuthentication()
            .SetRefreshTokenReuseLeeway(ForgivesReuse ? TimeSpan.FromMinutes(1) : TimeSpan.Zero)
            .RegisterScopes(Scopes.OpenId, Scopes.OfflineAccess, ProtectedResource.Read, ProtectedResource.Write)
            .RegisterResources([.. ProtectedResource.All.Select(resource => resource.Identifier)])
            .SetAccessTokenLifetime(AccessTokenLifetime)
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .AddSigningKey(new RsaSecurityKey(_signingKey))
            .DisableAccessTokenEncryption()
            .Configure(options =>
            {
                // Done with the first request, when the ports are known.
                options.TimeProvider = Clock;
                options.RequirePushedAuthorizationRequests = DemandsPush;
                options.Issuer = new Uri(Issuer);
                options.MtlsTokenEndpointAliasUri = new Uri(_mutualTlsAddress!, "connect/token");
                options.MtlsIntrospectionEndpointAliasUri = new Uri(_mutualTlsAddress!, "connect/introspect");
                options.MtlsRevocationEndpointAliasUri = new Uri(_mutualTlsAddress!, "connect/revoke");
            });

        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(IssueTokenAsync));
        server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(_users.AuthorizeAsync));
        server.AddEventHandler<HandleEndUserVerificationRequestContext>(handler => handler.UseInlineHandler(DecideVerificationAsync));
        server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(OpenIddictUsers.DescribeAsync));
        server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(_users.SignOutAsync));
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
