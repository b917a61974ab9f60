using System.Net;

namespace OAuthKit;

/// <summary>What an API's refusal means for the token that was sent (RFC 6750 section 3, RFC 9449 section 7.1, RFC 9470 section 3).</summary>
internal sealed class ApiChallenge
{
    private const string None = "none";

    private readonly AuthenticationChallenge? _challenge;

    private ApiChallenge(string error, AuthenticationChallenge? challenge)
    {
        Error = error;
        _challenge = challenge;
    }

    /// <summary>The <c>error</c>; <c>invalid_token</c> for a 401 without one.</summary>
    public string Error { get; }

    /// <summary>Of several challenges the first that has an error counts: of the scheme of the token if there is one, else of the other scheme of tokens.</summary>
    public static ApiChallenge Read(HttpResponseMessage response, string scheme)
    {
        AuthenticationChallenge? found = null;
        foreach (var candidate in AuthenticationChallenge.Parse(response))
        {
            if (candidate.Error is null)
            {
                continue;
            }

            if (candidate.IsOf(scheme))
            {
                found = candidate;
                break;
            }

            if (found is null && (candidate.IsOf(Scheme.Bearer) || candidate.IsOf(Scheme.Dpop)))
            {
                found = candidate;
            }
        }

        return new(found?.Error ?? (response.StatusCode == HttpStatusCode.Unauthorized ? ErrorCodes.InvalidToken : None), found);
    }

    /// <summary>Throws where another token is needed, which asking again wouldn't bring.</summary>
    public void ThrowIfMoreIsNeeded(HttpResponseMessage response)
    {
        OAuthException? e = Error switch
        {
            ErrorCodes.InsufficientScope => new InsufficientScopeException(_challenge!),
            ErrorCodes.InsufficientUserAuthentication => new StepUpRequiredException(_challenge!),
            _ => null,
        };
        if (e is not null)
        {
            response.Dispose();
            throw e;
        }
    }
}
