namespace OAuthKit.Testing;

/// <summary>A route of a <see cref="TestApi"/>, with its own record of calls and its own faults.</summary>
/// <example><code>
/// var route = api.MapGet("/orders", _ => new JsonArray()).RequireScope("orders.read");
/// route.Next(2, Fault.Status(503));
/// </code></example>
public sealed class ApiRoute : TestEndpoint
{
    private readonly TestApi _api;
    private readonly TestRequestHandler _respond;
    private IReadOnlyList<string> _scopes = [];
    private bool _isAnonymous;

    internal ApiRoute(TestApi api, string method, string pattern, TestRequestHandler respond)
        : base(pattern, method, pattern)
    {
        _api = api;
        _respond = respond;
    }

    /// <summary>Wants scopes in the token, all of them; without them a call gets 403 and <c>insufficient_scope</c>.</summary>
    /// <param name="scopes">The scopes.</param>
    /// <returns>This route.</returns>
    public ApiRoute RequireScope(params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        _scopes = [.. scopes];
        return this;
    }

    /// <summary>Lets calls without a token through. A token that comes along isn't looked at.</summary>
    /// <returns>This route.</returns>
    public ApiRoute AllowAnonymous()
    {
        _isAnonymous = true;
        return this;
    }

    internal override async ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) =>
        !_isAnonymous && await SentToken.RefuseAsync(_api, request, _scopes, cancellationToken).ConfigureAwait(false) is { } refusal
            ? refusal
            : await _respond(request, cancellationToken).ConfigureAwait(false);
}
