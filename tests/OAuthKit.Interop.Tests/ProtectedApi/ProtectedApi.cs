using System.Collections.Concurrent;

namespace OAuthKit.Interop.Tests;

/// <summary>
/// An API on a loopback port over https that admits the access tokens of one server for one resource:
/// <c>GET /orders/{id}</c> needs <c>orders.read</c>, <c>POST /orders</c> needs <c>orders.write</c>, <c>GET /ping</c> nothing.
/// </summary>
public sealed class ProtectedApi : IAsyncDisposable
{
    private readonly ConcurrentQueue<ApiRequest> _requests = new();
    private readonly AccessTokenVerifier _verifier;
    private readonly WebApplication _application;

    private ProtectedApi(InteropServer server, AccessTokenVerifier verifier)
    {
        _verifier = verifier;
        _application = LoopbackHost.CreateBuilder(server.Certificate).Build();
        _application.Use(RecordAsync);
        _application.UseRouting();
        _application.MapGet("/ping", () => "pong");
        _application.MapGet("/orders/{id:int}", (int id) => new Order(id, "a small one")).AddEndpointFilter(Require(ProtectedResource.Read));
        _application.MapPost("/orders", (Order order) => order).AddEndpointFilter(Require(ProtectedResource.Write));
    }

    public Uri Address => LoopbackHost.AddressOf(_application);

    /// <summary>The requests that were answered, in the order of their answers.</summary>
    public IReadOnlyList<ApiRequest> Requests => [.. _requests];

    public static async Task<ProtectedApi> StartAsync(InteropServer server, ProtectedResource resource)
    {
        ProtectedApi api = new(server, await AccessTokenVerifier.CreateAsync(server, resource));
        await api._application.StartAsync();
        return api;
    }

    public ValueTask DisposeAsync()
    {
        return _application.DisposeAsync();
    }

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        string? authorization = context.Request.Headers.Authorization;
        context.Response.OnStarting(() =>
        {
            _requests.Enqueue(new ApiRequest(context.Request.Method, context.Request.Path, authorization, context.Response.StatusCode));
            return Task.CompletedTask;
        });
        await next(context);
    }

    private Func<EndpointFilterInvocationContext, EndpointFilterDelegate, ValueTask<object?>> Require(string scope)
    {
        return async (invocation, next) =>
        {
            HttpContext context = invocation.HttpContext;
            string? authorization = context.Request.Headers.Authorization;
            if (authorization is null)
            {
                return Refuse(context, StatusCodes.Status401Unauthorized, "Bearer");
            }

            VerifiedToken? token = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? await _verifier.VerifyAsync(authorization["Bearer ".Length..])
                : null;
            if (token is null)
            {
                return Refuse(context, StatusCodes.Status401Unauthorized, "Bearer error=\"invalid_token\"");
            }

            return token.Scopes.Contains(scope)
                ? await next(invocation)
                : Refuse(context, StatusCodes.Status403Forbidden, $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"");
        };
    }

    private static IResult Refuse(HttpContext context, int statusCode, string challenge)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return Results.StatusCode(statusCode);
    }
}
