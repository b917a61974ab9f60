using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>A client as the server under test knows it.</summary>
public sealed record RegisteredClient(string Id, string Secret, string AuthenticationMethod)
{
    /// <summary>Every reserved character of a form and of Basic, so that a secret that isn't encoded first is refused.</summary>
    public const string AwkwardSecret = "p@ss:w/rd+%&=?#\"\\ ~{}";

    /// <summary>The grants that it may use.</summary>
    public IReadOnlyList<string> GrantTypes { get; init; } = ["client_credentials"];

    /// <summary>Further members of its registration, for servers that take it as RFC 7591 has it.</summary>
    public IReadOnlyDictionary<string, JsonNode> Metadata { get; init; } = new Dictionary<string, JsonNode>();

    /// <summary>Where a native application awaits its user, at whichever port is free (RFC 8252 section 7.3).</summary>
    public const string LoopbackRedirectUri = "http://127.0.0.1/callback";

    /// <summary>Whether it is a native application.</summary>
    public bool IsNative { get; init; }

    /// <summary>Whether it may begin an authorization by a pushed request only, at OpenIddict.</summary>
    public bool HasToPush { get; init; }

    /// <summary>Its key, for <c>private_key_jwt</c> and for assertions of its own.</summary>
    public TestSigningKey? Key { get; init; }

    /// <summary>Its key as the product has it; the two are never both there.</summary>
    public JwsSigner? SigningKey { get; init; }

    /// <summary>The public half of whichever key it has; null where it has none.</summary>
    public JsonObject? PublicJwk => Key?.ToPublicJwk() ?? SigningKey switch
    {
        SigningKey key => Parse(key.ExportPublicJwk()),
        Ed25519Key key => Parse(key.ExportPublicJwk()),
        _ => null,
    };

    /// <summary>Its certificate: issued by the tests' authority for <c>tls_client_auth</c>, by nobody else for <c>self_signed_tls_client_auth</c>.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Where it is told that a user has decided, for CIBA's ping mode; null where it polls.</summary>
    public Uri? NotificationEndpoint { get; init; }

    /// <summary>The algorithm of signed introspection responses; null for answers in JSON.</summary>
    public string? IntrospectionAlgorithm { get; init; }

    /// <summary>The public key for which introspection responses are encrypted, its <c>alg</c> among it; null for signed ones.</summary>
    public JsonObject? EncryptionJwk { get; init; }

    /// <summary>The algorithm of signed requests through the back channel; null for plain ones.</summary>
    public string? RequestAlgorithm { get; init; }

    /// <summary>The scopes that it may have.</summary>
    public string Scope => GrantTypes is ["client_credentials"]
        ? $"{ProtectedResource.Read} {ProtectedResource.Write}"
        : $"openid offline_access {ProtectedResource.Read} {ProtectedResource.Write}";

    public static RegisteredClient Create(string authenticationMethod)
    {
        return new RegisteredClient($"orders worker:{Guid.NewGuid():N}+%&=/@", AwkwardSecret, authenticationMethod);
    }

    public ClientAuthentication ToAuthentication()
    {
        return AuthenticationMethod switch
        {
            "client_secret_basic" => ClientAuthentication.ClientSecretBasic(Id, Secret),
            "client_secret_post" => ClientAuthentication.ClientSecretPost(Id, Secret),
            "client_secret_jwt" => ClientAuthentication.ClientSecretJwt(Id, Secret),
            "private_key_jwt" => ClientAuthentication.PrivateKeyJwt(Id, SigningKey!),
            "none" => ClientAuthentication.None(Id),
            "tls_client_auth" => ClientAuthentication.TlsClientAuth(Id, ClientCertificate.From(Certificate!)),
            "self_signed_tls_client_auth" => ClientAuthentication.SelfSignedTlsClientAuth(Id, ClientCertificate.From(Certificate!)),
            _ => throw new InvalidOperationException($"The tests have no {AuthenticationMethod} yet."),
        };
    }

    private static JsonObject Parse(string jwk)
    {
        return (JsonObject)JsonNode.Parse(jwk)!;
    }
}
