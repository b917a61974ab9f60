using System.Text;

namespace OAuthKit.Testing;

/// <summary>Takes a user through the authorization endpoint without a browser, past the same record and faults.</summary>
internal static class BrowserlessSignIn
{
    public static async Task<TestCallback> RunAsync(TestAuthorizationServer server, string url, TestSignIn? user, CancellationToken cancellationToken)
    {
        var request = new TestRequest("GET", new Uri(url), [], [], server.TimeProvider) { SignIn = user };
        if (request.Uri.GetLeftPart(UriPartial.Path) != server.Authorization.Address)
        {
            throw new ArgumentException($"The address isn't that of the authorization endpoint, {server.Authorization.Address}.", nameof(url));
        }

        var response = await server.DispatchAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsConnectionFailure)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection to the authorization endpoint failed.");
        }

        if (response.Callback is not { } callback)
        {
            throw new InvalidOperationException($"The authorization endpoint answered with {response.StatusCode} and no callback: {Encoding.UTF8.GetString(response.Body.Span)}");
        }

        // What a fault made of the address counts.
        return callback.Body is null ? callback.At(response.Headers.Last(header => header.Key == HeaderNames.Location).Value) : callback;
    }
}
