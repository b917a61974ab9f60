using System.Diagnostics.CodeAnalysis;

namespace OAuthKit.Testing;

/// <summary>One way in which a client proves itself (RFC 6749 section 2.3).</summary>
internal abstract class ClientAuthenticator
{
    public static IReadOnlyList<ClientAuthenticator> All { get; } =
    [
        new ClientSecretBasicAuthenticator(),
        new ClientSecretPostAuthenticator(),
        new ClientSecretJwtAuthenticator(),
        new PrivateKeyJwtAuthenticator(),
        new TlsClientAuthenticator(),
        new SelfSignedTlsClientAuthenticator(),
        new NoAuthenticator(),
    ];

    public abstract string Method { get; }

    /// <summary>Whether clients can prove themselves to this server so.</summary>
    public virtual bool IsOffered(TestAuthorizationServer server) => true;

    /// <summary>Whether the request tries this way.</summary>
    public abstract bool IsTried(TestAuthorizationServer server, TestRequest request);

    /// <summary>The client that the request names; null where it names none.</summary>
    public abstract string? ReadClientId(TestRequest request);

    /// <summary>Whether the request proves that it comes from that client.</summary>
    public abstract bool Proves(TestAuthorizationServer server, TestRequest request, TestClient client);

    public static IEnumerable<string> MethodsOf(TestAuthorizationServer server) =>
        All.Where(authenticator => authenticator.IsOffered(server)).Select(authenticator => authenticator.Method);

    public static bool TryAuthenticate(
        TestAuthorizationServer server,
        TestRequest request,
        [NotNullWhen(true)] out TestClient? client,
        [NotNullWhen(false)] out TestResponse? refusal)
    {
        client = null;
        var tried = All.Where(authenticator => authenticator.IsTried(server, request)).ToArray();
        if (tried.Length > 1)
        {
            refusal = TestResponse.Error(ErrorCodes.InvalidRequest, "The client tries more than one way to authenticate (RFC 6749 section 2.3).");
            return false;
        }

        if (tried.Length == 0 || tried[0].ReadClientId(request) is not { } clientId)
        {
            refusal = Refuse(request, "The client doesn't authenticate.");
            return false;
        }

        if (request.Form[ParameterNames.ClientId] is { } named && named != clientId)
        {
            refusal = TestResponse.Error(ErrorCodes.InvalidRequest, "The client_id of the body isn't that of the client's proof.");
            return false;
        }

        var found = server.FindClient(clientId);
        if (found?.AuthenticationMethods.Contains(tried[0].Method) != true || !tried[0].Proves(server, request, found))
        {
            refusal = Refuse(request, "The client is unknown, its proof is wrong, or it may not authenticate in this way.");
            return false;
        }

        client = found;
        refusal = null;
        request.ClientId = client.ClientId;
        request.ClientAuthenticationMethod = tried[0].Method;
        return true;
    }

    /// <summary>RFC 6749 section 5.2: 401, with a challenge where the client used the header.</summary>
    private static TestResponse Refuse(TestRequest request, string description)
    {
        var response = TestResponse.Error(ErrorCodes.InvalidClient, description, statusCode: 401);
        return request.Headers.Contains(HeaderNames.Authorization)
            ? response.WithHeader(HeaderNames.WwwAuthenticate, AuthenticationSchemes.Basic + " realm=\"OAuthKit.Testing\"")
            : response;
    }
}
