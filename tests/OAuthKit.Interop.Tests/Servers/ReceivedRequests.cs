using System.Collections.Concurrent;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace OAuthKit.Interop.Tests;

/// <summary>Keeps what comes to a server, as it comes and whatever the server makes of it.</summary>
internal sealed class ReceivedRequests
{
    private readonly ConcurrentQueue<(string Path, IReadOnlyDictionary<string, string> Parameters)> _requests = new();

    /// <summary>The parameters of each request that a client made, or had its browser make, at an address; those of its URL and of its form.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> At(string path, RegisteredClient client)
    {
        return [.. _requests.Where(request => request.Path == path && request.Parameters.GetValueOrDefault("client_id") == client.Id).Select(request => request.Parameters)];
    }

    public async Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        Dictionary<string, StringValues> parameters = QueryHelpers.ParseQuery(context.Request.QueryString.Value);
        if (context.Request.HasFormContentType)
        {
            foreach ((string name, StringValues values) in await context.Request.ReadFormAsync(context.RequestAborted))
            {
                parameters[name] = StringValues.Concat(parameters.GetValueOrDefault(name), values);
            }
        }

        _requests.Enqueue((context.Request.Path, parameters.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())));
        await next(context);
    }
}
