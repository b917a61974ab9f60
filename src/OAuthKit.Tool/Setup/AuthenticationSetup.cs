using OAuthKit.Tool.Options;

namespace OAuthKit.Tool.Setup;

/// <summary>How the client authenticates, by the options.</summary>
internal static class AuthenticationSetup
{
    public static ClientAuthentication Create(ToolRun run, ClientCertificate? certificate, string? defaultClientId)
    {
        var id = run.Get(ToolOptions.ClientId) ?? defaultClientId ?? throw new UsageException("--client-id is missing: which client asks?");
        var secret = SecretInput.Read(run, ToolOptions.ClientSecret, null, ToolOptions.ClientSecretEnv);
        var keyFile = run.Get(ToolOptions.PrivateKey);
        var method = run.Get(ToolOptions.AuthMethod) ?? DefaultMethod(secret, keyFile, certificate);
        if (secret is not null && method is not ("client_secret_basic" or "client_secret_post" or "client_secret_jwt"))
        {
            // ID tokens signed by HMAC are checked by the secret, whatever authenticates the client; no other use is left.
            throw new UsageException($"A client secret isn't used by --auth-method {method}: leave one of them out.");
        }

        return method switch
        {
            "client_secret_basic" => ClientAuthentication.ClientSecretBasic(id, NeedSecret(secret, method)),
            "client_secret_post" => ClientAuthentication.ClientSecretPost(id, NeedSecret(secret, method)),
            "client_secret_jwt" => new ClientSecretJwt(id, OAuthKit.ClientSecret.Parse(NeedSecret(secret, method)), run.Get(ToolOptions.AssertionAlg) ?? JwsAlgorithms.HS256),
            "private_key_jwt" => ClientAuthentication.PrivateKeyJwt(id, Keys.ReadSigningKey(keyFile ?? throw Missing("--private-key FILE", method), ToolOptions.PrivateKey, run)),
            "tls_client_auth" => ClientAuthentication.TlsClientAuth(id, certificate ?? throw Missing("--certificate FILE", method)),
            "self_signed_tls_client_auth" => ClientAuthentication.SelfSignedTlsClientAuth(id, certificate ?? throw Missing("--certificate FILE", method)),
            _ => ClientAuthentication.None(id, certificate),
        };
    }

    private static string DefaultMethod(string? secret, string? keyFile, ClientCertificate? certificate) =>
        secret is not null && keyFile is not null ? throw new UsageException("There are a client secret and a private key: say by --auth-method which of them authenticates the client, or leave one out.")
        : keyFile is not null ? "private_key_jwt"
        : secret is not null ? "client_secret_basic"
        : certificate is not null ? "tls_client_auth"
        : "none";

    private static string NeedSecret(string? secret, string method) => secret ?? throw Missing("--client-secret-env NAME", method);

    private static UsageException Missing(string what, string method) => new($"--auth-method {method} needs {what}.");
}
