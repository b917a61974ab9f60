using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shop;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/mutual-tls.md shows.</summary>
internal static class MutualTlsPage
{
    public static void Client(SigningKey key)
    {
        #region MutualTlsClient
        ClientCertificate certificate = ClientCertificate.FromFile("/run/secrets/orders.pem");
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.PrivateKeyJwt("orders-worker", key))
        {
            Certificate = certificate,
        };
        #endregion
    }

    public static OrdersApi Create(OAuthClient client)
    {
        #region MutualTlsCreate
        OrdersApi orders = OrdersApi.Create(client, new Uri("https://api.example.com"));
        #endregion
        return orders;
    }

    public static OAuthHandler Handler(OAuthClient client, ClientCertificate certificate)
    {
        #region MutualTlsHandler
        var api = new Uri("https://api.example.com");
        var handler = new OAuthHandler(client, new ClientCredentialsGrant { Scope = "orders.read" }, api)
        {
            InnerHandler = new MutualTlsHandler(certificate, [api]),
        };
        #endregion
        return handler;
    }

    public static void Register(IServiceCollection services, ClientCertificate certificate)
    {
        #region MutualTlsContainer
        services.AddHttpClient("orders").ConfigurePrimaryHttpMessageHandler(() => new MutualTlsHandler(certificate, [new Uri("https://api.example.com")]));
        #endregion
    }

    public static async Task<JwtAccessToken> ValidateAsync(JwtAccessTokenValidator validator, AccessToken received, ConnectionInfo connection, CancellationToken cancellationToken)
    {
        #region MutualTlsValidate
        SenderProof proof = SenderProof.Of(connection.ClientCertificate);

        JwtAccessToken token = await validator.ValidateAsync(received, proof, cancellationToken);
        #endregion
        return token;
    }

    public static async Task<Introspection> IntrospectAsync(IntrospectionCache cache, AccessToken received, SenderProof proof, CancellationToken cancellationToken)
    {
        #region MutualTlsIntrospect
        Introspection token = await cache.GetAsync(received, proof, cancellationToken);
        #endregion
        return token;
    }
}
