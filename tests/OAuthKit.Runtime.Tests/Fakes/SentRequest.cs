using System.Net;

namespace OAuthKit;

/// <summary>A request as a server saw it.</summary>
internal sealed record SentRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>The form, decoded as a server decodes it.</summary>
    public ILookup<string, string> Form => Body.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToLookup(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));

    /// <summary>The JWT by which the client proved itself.</summary>
    public DecodedJwt ClientAssertion => new(Assert.Single(Form["client_assertion"]));

    public static async Task<SentRequest> OfAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
        {
            headers[name] = values.ToString();
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return new(request.Method.Method, request.RequestUri!, headers, body);
    }
}
