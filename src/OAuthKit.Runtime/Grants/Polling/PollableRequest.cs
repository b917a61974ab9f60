using System.Diagnostics;

namespace OAuthKit;

/// <summary>The request by which a client begins what a <see cref="TokenPoller"/> then waits for: one activity, one measurement.</summary>
internal static class PollableRequest
{
    public static async Task<T> SendAsync<T>(
        OAuthClient client, Endpoint endpoint, string operation, FormParameters form, Func<BackchannelResponse, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var method = client.Authentication.Method;
        var time = client.Options.TimeProvider;
        using var activity = OAuthTelemetry.StartPollable(operation, method);
        var started = time.GetTimestamp();
        string? error = null;
        try
        {
            using var response = await client.SendAsync(endpoint, form, activity, cancellationToken).ConfigureAwait(false);
            return read(response);
        }
        catch (Exception e)
        {
            error = OAuthTelemetry.ErrorType(e);
            activity?.SetStatus(ActivityStatusCode.Error);
            activity?.SetTag("error.type", error);
            throw;
        }
        finally
        {
            client.Telemetry.PollableStarted(time.GetElapsedTime(started), operation, method, error);
        }
    }
}
