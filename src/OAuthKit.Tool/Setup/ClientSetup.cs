using OAuthKit.Tool.Http;
using OAuthKit.Tool.Options;

namespace OAuthKit.Tool.Setup;

/// <summary>Makes of the options the server and the client that they describe.</summary>
internal static class ClientSetup
{
    public static BackchannelOptions CreateBackchannel(ToolRun run) => new()
    {
        DangerouslyAllowHttp = run.AllowsHttp,
        ConfigureHandler = Trust.Of(run),
        WrapHandler = run.Trace is { } trace ? trace.Wrap : null,
    };

    public static AuthorizationServer CreateServer(ToolRun run, string? issuer = null, BackchannelOptions? options = null)
    {
        issuer ??= run.Get(ToolOptions.Issuer);
        var endpoints = EndpointsOf(run);
        if (issuer is null && endpoints is null)
        {
            throw new UsageException("Nothing says which server: give --issuer URL, or the endpoint (--token-endpoint URL).");
        }

        try
        {
            return AuthorizationServer.FromEndpoints(endpoints ?? new(), issuer, options ?? CreateBackchannel(run));
        }
        catch (ArgumentException e) when (!run.AllowsHttp && e.Message.Contains("https", StringComparison.Ordinal))
        {
            throw new UsageException("The addresses of the server must be https URLs; the issuer without query and fragment. On this machine --dangerously-allow-http allows http.");
        }
    }

    public static OAuthClient CreateClient(ToolRun run, string? defaultClientId = null, BackchannelOptions? options = null)
    {
        options ??= CreateBackchannel(run);
        var certificate = CertificateOf(run);
        var authentication = AuthenticationSetup.Create(run, certificate, defaultClientId);
        var server = CreateServer(run, options: options);
        var decryption = Keys.ReadDecryptionKey(run);
        return new OAuthClient(server, authentication, options)
        {
            // These show it by themselves.
            Certificate = authentication is TlsClientAuth or SelfSignedTlsClientAuth or NoClientAuthentication ? null : certificate,
            Dpop = run.Get(ToolOptions.Dpop) ? new DpopOptions() : null,
            IdTokens = new IdTokenOptions
            {
                SigningAlgorithm = run.Get(ToolOptions.IdTokenAlg) ?? JwsAlgorithms.RS256,
                DecryptionKeys = decryption is { } key ? [key.Key] : [],
                EncryptionAlgorithm = decryption?.Algorithm ?? JweAlgorithms.RsaOaep256,
            },
            UserInfoResponses = JwtOf(run.Get(ToolOptions.UserInfoAlg), decryption),
            AuthorizationResponses = JwtOf(run.Get(ToolOptions.AuthorizationResponseAlg), decryption),
        };
    }

    public static ClientCertificate? CertificateOf(ToolRun run)
    {
        if (run.Get(ToolOptions.Certificate) is not { } path)
        {
            return run.Get(ToolOptions.CertificateKey) is null ? null : throw new UsageException("--certificate-key needs --certificate FILE.");
        }

        // Reads it now, so that a fault is one of the command line.
        ToolRun.Read(path, ToolOptions.Certificate);
        return ClientCertificate.FromFile(path, keyPath: run.Get(ToolOptions.CertificateKey));
    }

    public static string? Scope(ToolRun run) => run.Get(ToolOptions.Scope);

    public static IReadOnlyDictionary<string, string> Parameters(ToolRun run)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in run.Get(ToolOptions.Param) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new UsageException($"--param wants name=value, and \"{text}\" isn't that.");
            }

            if (!parameters.TryAdd(text[..at], text[(at + 1)..]))
            {
                throw new UsageException($"--param {text[..at]} is given twice.");
            }
        }

        return parameters;
    }

    private static JwtResponseOptions? JwtOf(string? algorithm, (DecryptionKey Key, string Algorithm)? decryption) => algorithm is null ? null : new()
    {
        SigningAlgorithm = algorithm,
        DecryptionKeys = decryption is { } key ? [key.Key] : [],
        EncryptionAlgorithm = decryption?.Algorithm ?? JweAlgorithms.RsaOaep256,
    };

    private static ServerEndpoints? EndpointsOf(ToolRun run)
    {
        var endpoints = new ServerEndpoints
        {
            Token = run.Get(ToolOptions.TokenEndpoint),
            Authorization = run.Get(ToolOptions.AuthorizationEndpoint),
            DeviceAuthorization = run.Get(ToolOptions.DeviceEndpoint),
            BackchannelAuthentication = run.Get(ToolOptions.CibaEndpoint),
            PushedAuthorization = run.Get(ToolOptions.ParEndpoint),
            UserInfo = run.Get(ToolOptions.UserInfoEndpoint),
            Introspection = run.Get(ToolOptions.IntrospectionEndpoint),
            Revocation = run.Get(ToolOptions.RevocationEndpoint),
            Registration = run.Get(ToolOptions.RegistrationEndpoint),
            Jwks = run.Get(ToolOptions.JwksUri),
        };
        return (endpoints.Token ?? endpoints.Authorization ?? endpoints.DeviceAuthorization ?? endpoints.BackchannelAuthentication ?? endpoints.PushedAuthorization
            ?? endpoints.UserInfo ?? endpoints.Introspection ?? endpoints.Revocation ?? endpoints.Registration ?? endpoints.Jwks) is null ? null : endpoints;
    }
}
