using System.Globalization;

namespace OAuthKit;

/// <summary>
/// The API answered that the user must sign in again, more recently or in another way
/// (<see href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 section 3</see>,
/// <c>insufficient_user_authentication</c>). Asking for a token again without the user wouldn't help: send the user to the
/// authorization server with <see cref="AcrValues"/> and <see cref="MaxAge"/> in the <see cref="AuthorizationRequest"/>.
/// </summary>
public sealed class StepUpRequiredException : OAuthException
{
    internal StepUpRequiredException(AuthenticationChallenge challenge)
        : base(OAuthFault.InsufficientUserAuthentication, Describe(challenge))
    {
        AcrValues = challenge.AcrValues;
        MaxAge = challenge.MaxAge;
        RequiredScopes = challenge.Scopes;
        ResourceMetadata = challenge.ResourceMetadata;
    }

    /// <summary>The ways of authentication that the API takes (<c>acr_values</c>), in its order of preference; empty where it named none.</summary>
    public IReadOnlyList<string> AcrValues { get; }

    /// <summary>How long ago the user may have signed in (<c>max_age</c>); null where the API doesn't say.</summary>
    public TimeSpan? MaxAge { get; }

    /// <summary>The scopes that the new token needs, where the API named them too.</summary>
    public IReadOnlyList<string> RequiredScopes { get; }

    /// <inheritdoc cref="AuthenticationChallenge.ResourceMetadata"/>
    public string? ResourceMetadata { get; }

    private static string Describe(AuthenticationChallenge challenge)
    {
        var acr = challenge.AcrValues.Count == 0 ? "" : $" by one of \"{string.Join(' ', challenge.AcrValues)}\"";
        var age = challenge.MaxAge is { } time ? string.Create(CultureInfo.InvariantCulture, $" at most {time.TotalSeconds:0} seconds ago") : "";
        return $"The API wants the user to have signed in{(acr.Length + age.Length == 0 ? " in another way" : acr + age)} (RFC 9470 section 3). Send the user through the sign-in again, with AcrValues and MaxAge of this exception.";
    }
}
