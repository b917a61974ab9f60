using System.Text.Json;
using OAuthKit.Tool.Commands;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Decoding;

/// <summary>
/// Validates a JWT as what it is to be. Answers of endpoints are validated as the library does it where they come in: over a back
/// channel that answers with this JWT.
/// </summary>
internal static class JwtValidation
{
    // RFC 6761 section 6.4: nobody has this name, and nobody is asked.
    private const string Nowhere = "https://decode.invalid/";

    public static async Task<JsonElement> ValidateAsync(string jwt, string kind, ToolRun run, CancellationToken cancellationToken)
    {
        var options = ClientSetup.CreateBackchannel(run);
        if (kind == "access-token")
        {
            using var server = ClientSetup.CreateServer(run, options: options);
            var audience = run.Get(ToolOptions.Audience) ?? run.Get(ToolOptions.ClientId) ?? throw new UsageException("--as access-token needs --audience: for which API is the token to be?");
            return (await new JwtAccessTokenValidator(server, audience, new() { SigningAlgorithm = Algorithm(run) }).ValidateAsync(OAuthKit.AccessToken.Parse(jwt), SenderProof.CheckedElsewhere, cancellationToken)).Claims;
        }

        var trace = options.WrapHandler;
        options.WrapHandler = inner => new EndpointAnswerHandler(trace?.Invoke(inner) ?? inner, new Uri(Nowhere), jwt, kind == "userinfo" ? "application/jwt" : "application/token-introspection+jwt");
        using var client = CreateClient(run, options);
        return kind switch
        {
            "logout-token" => (await new LogoutTokenValidator(client).ValidateAsync(jwt, cancellationToken)).Claims,
            "userinfo" => (await client.GetUserInfoAsync(OAuthKit.AccessToken.Parse("none"), null, cancellationToken)).Claims,
            "introspection" => await IntrospectAsync(client, run, cancellationToken),
            _ => (await client.ValidateIdTokenAsync(EncodedIdToken.Parse(jwt), new IdTokenExpectations(), cancellationToken)).Claims,
        };
    }

    private static async Task<JsonElement> IntrospectAsync(OAuthClient client, ToolRun run, CancellationToken cancellationToken)
    {
        var options = IntrospectCommand.CreateJwtOptions(run);
        var asked = new JwtIntrospectionOptions
        {
            Authorization = OAuthKit.AccessToken.Parse("none"),
            Proof = SenderProof.CheckedElsewhere,
            SigningAlgorithm = Algorithm(run),
            DecryptionKeys = options.DecryptionKeys,
            EncryptionAlgorithm = options.EncryptionAlgorithm,
        };
        var answer = await client.IntrospectAsync(OAuthKit.AccessToken.Parse("none"), asked, cancellationToken);
        return answer.Members ?? JsonElement.Parse("""{"active":false}""");
    }

    private static OAuthClient CreateClient(ToolRun run, BackchannelOptions options)
    {
        var id = run.Get(ToolOptions.ClientId) ?? throw new UsageException("--client-id is missing: for which client is the JWT to be?");
        var authentication = run.Get(ToolOptions.ClientSecretEnv) is { } name
            ? ClientAuthentication.ClientSecretBasic(id, SecretInput.Keep(run, SecretInput.FromEnvironment(name, ToolOptions.ClientSecretEnv)))
            : ClientAuthentication.None(id);
        var decryption = Keys.ReadDecryptionKey(run);
        var server = AuthorizationServer.FromEndpoints(
            new ServerEndpoints { UserInfo = Nowhere, Introspection = Nowhere, Jwks = run.Get(ToolOptions.JwksUri) }, run.Get(ToolOptions.Issuer), options);
        return new OAuthClient(server, authentication, options)
        {
            IdTokens = new IdTokenOptions
            {
                SigningAlgorithm = run.Get(ToolOptions.IdTokenAlg) ?? JwsAlgorithms.RS256,
                DecryptionKeys = decryption is { } key ? [key.Key] : [],
                EncryptionAlgorithm = decryption?.Algorithm ?? JweAlgorithms.RsaOaep256,
            },
            UserInfoResponses = new JwtResponseOptions
            {
                SigningAlgorithm = run.Get(ToolOptions.UserInfoAlg) ?? JwsAlgorithms.RS256,
                DecryptionKeys = decryption is { } same ? [same.Key] : [],
                EncryptionAlgorithm = decryption?.Algorithm ?? JweAlgorithms.RsaOaep256,
            },
        };
    }

    private static string Algorithm(ToolRun run) => run.Get(ToolOptions.IdTokenAlg) ?? JwsAlgorithms.RS256;
}
