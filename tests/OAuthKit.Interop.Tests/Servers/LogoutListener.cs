using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OAuthKit.Interop.Tests;

/// <summary>The endpoint of an application at which a server tells of logouts, on a port of its own.</summary>
internal sealed class LogoutListener : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Form, object Outcome)> _requests = new();
    private readonly WebApplication _application;

    private LogoutListener(X509Certificate2 certificate)
    {
        _application = LoopbackHost.CreateBuilder(certificate).Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Who judges what comes.</summary>
    public LogoutTokenValidator? Validator { get; set; }

    public Uri Address => new(LoopbackHost.AddressOf(_application), "logout");

    /// <summary>What came, and what was made of it: a <see cref="LogoutToken"/>, or an <see cref="OAuthException"/>.</summary>
    public IReadOnlyList<(string Form, object Outcome)> Requests => [.. _requests];

    public static async Task<LogoutListener> StartAsync(X509Certificate2 certificate)
    {
        LogoutListener listener = new(certificate);
        await listener._application.StartAsync(TestContext.Current.CancellationToken);
        return listener;
    }

    public ValueTask DisposeAsync()
    {
        return _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        string form = await reader.ReadToEndAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            string token = BackChannelLogoutRequest.ReadToken(context.Request.Method, context.Request.ContentType, form);
            _requests.Enqueue((form, await Validator!.ValidateAsync(token, context.RequestAborted)));
            context.Response.StatusCode = BackChannelLogoutRequest.Done;
        }
        catch (OAuthException e)
        {
            _requests.Enqueue((form, e));
            context.Response.StatusCode = BackChannelLogoutRequest.Refused;
        }
    }
}
