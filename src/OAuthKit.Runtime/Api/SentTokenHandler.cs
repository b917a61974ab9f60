using System.Net;

namespace OAuthKit;

/// <summary>
/// Remembers which token a call carried that the API answered with an error, so that an API which repeats it doesn't get it into
/// an exception.
/// </summary>
internal sealed class SentTokenHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<string> _option = new("OAuthKit.SentToken");

    public static string? TokenOf(HttpRequestMessage request) => request.Options.TryGetValue(_option, out var token) ? token : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode >= HttpStatusCode.BadRequest
            && request.Headers.NonValidated.TryGetValues(Wire.Authorization, out var values)
            && values.ToString() is { } header
            && header.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space)
        {
            request.Options.Set(_option, header[(space + 1)..]);
        }

        return response;
    }
}
