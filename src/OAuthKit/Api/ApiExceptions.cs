using Refit;

namespace OAuthKit;

/// <summary>What an API client throws: faults of OAuthKit as they are, and nothing that holds a token.</summary>
internal static class ApiExceptions
{
    private static readonly string[] _headers = [HeaderNames.Authorization, HeaderNames.Dpop];
    private static readonly string[] _options = [OAuthHandler.PolicyOption.Key, OAuthHandler.AccessTokenOption.Key, OAuthParameter.SubjectToken, OAuthParameter.ActorToken];

    /// <summary>
    /// Refit wraps what a handler throws for some return types, throws it as it is for others, and puts it into the answer for
    /// ApiResponse. Ours comes out as it is from all of them.
    /// </summary>
    public static Func<HttpRequestMessage, Exception, CancellationToken, Exception> PassOwn(
        Func<HttpRequestMessage, Exception, CancellationToken, Exception> next,
        Action<ApiExceptionBase>? redact) =>
        (request, exception, cancellationToken) =>
        {
            if (exception is OAuthException or InvalidOperationException or ArgumentException)
            {
                return exception;
            }

            var surfaced = next(request, exception, cancellationToken);
            if (surfaced is ApiExceptionBase api)
            {
                redact?.Invoke(api);
            }

            return surfaced;
        };

    /// <summary>Takes tokens and policies off the request that an exception carries.</summary>
    public static Action<ApiExceptionBase> Redact(Action<ApiExceptionBase>? next) =>
        exception =>
        {
            next?.Invoke(exception);
            foreach (var name in _headers)
            {
                exception.RequestMessage.Headers.Remove(name);
            }

            IDictionary<string, object?> options = exception.RequestMessage.Options;
            foreach (var key in _options)
            {
                options.Remove(key);
            }
        };
}
