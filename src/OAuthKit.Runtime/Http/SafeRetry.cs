using System.Net;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>
/// Sends a GET again when the connection breaks or a gateway stumbles: twice at most, after a short pause of random length.
/// Nothing that carries a grant goes through here.
/// </summary>
internal static class SafeRetry
{
    private const int Attempts = 3;
    private const int FirstPauseMilliseconds = 100;

    public static async Task<BackchannelResponse> SendAsync(Backchannel backchannel, BackchannelRequest request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
        {
            throw new InvalidOperationException("Only a GET can be sent again without harm.");
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var response = await backchannel.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (attempt == Attempts || !IsPassing(response))
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
            }

            await Task.Delay(Pause(attempt), backchannel.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    // A server that says when to come back is heard: not within this call.
    private static bool IsPassing(BackchannelResponse response) =>
        response.RetryAt is null && (HttpStatusCode)response.Status is
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan Pause(int attempt)
    {
        var pause = FirstPauseMilliseconds << (attempt - 1);
        return TimeSpan.FromMilliseconds(pause + RandomNumberGenerator.GetInt32(pause));
    }
}
