using System.Globalization;

namespace OAuthKit;

/// <summary>
/// One challenge of a <c>WWW-Authenticate</c> header
/// (<see href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110 section 11.6.1</see>).
/// </summary>
public sealed class AuthenticationChallenge
{
    internal AuthenticationChallenge(string scheme, string? token68, IReadOnlyDictionary<string, string> parameters)
    {
        Scheme = scheme;
        Token68 = token68;
        Parameters = parameters;
    }

    /// <summary>The authentication scheme as the server spells it; compare it without regard to case.</summary>
    public string Scheme { get; }

    /// <summary>The single value that some schemes have in place of parameters.</summary>
    public string? Token68 { get; }

    /// <summary>The parameters, whose names are compared without regard to case. The values are the server's text: untrusted.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The error of a refused token (<c>error</c>, <see href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</see>): untrusted text; null where there is none.</summary>
    public string? Error => Parameters.GetValueOrDefault(Wire.Error);

    /// <summary>The scopes that a token needs (<c>scope</c>, <see href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</see>); empty where none is named.</summary>
    public IReadOnlyList<string> Scopes => Words(Wire.Scope);

    /// <summary>The ways in which the user may sign in (<c>acr_values</c>, <see href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 section 3</see>), in the order of preference; empty where none is named.</summary>
    public IReadOnlyList<string> AcrValues => Words(Wire.AcrValues);

    /// <summary>How long ago the user may have signed in (<c>max_age</c>, <see href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 section 3</see>); null where it isn't there, or no number of seconds.</summary>
    public TimeSpan? MaxAge =>
        uint.TryParse(Parameters.GetValueOrDefault(Wire.MaxAge), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>
    /// Where the API describes itself (<c>resource_metadata</c>,
    /// <see href="https://www.rfc-editor.org/rfc/rfc9728#section-5.1">RFC 9728 section 5.1</see>); null where it isn't there. It is
    /// the API's text: whoever answers in its place chooses the address.
    /// </summary>
    public string? ResourceMetadata => Parameters.GetValueOrDefault(Wire.ResourceMetadata);

    /// <summary>The challenges of an answer, in their order.</summary>
    /// <param name="response">The answer, of any status.</param>
    /// <returns>The challenges; see <see cref="Parse(IEnumerable{string})"/>.</returns>
    public static IReadOnlyList<AuthenticationChallenge> Parse(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values) ? Parse(values) : [];
    }

    /// <summary>Reads any number of challenges from the values of <c>WWW-Authenticate</c> headers.</summary>
    /// <param name="headerValues">The raw values, one a header line.</param>
    /// <returns>
    /// The challenges in their order. A line that breaks the grammar gives the challenges before the break; a challenge that
    /// names a parameter twice is left out.
    /// </returns>
    public static IReadOnlyList<AuthenticationChallenge> Parse(IEnumerable<string> headerValues)
    {
        ArgumentNullException.ThrowIfNull(headerValues);
        var challenges = new List<AuthenticationChallenge>();
        foreach (var value in headerValues)
        {
            new ChallengeParser(value).ReadInto(challenges);
        }

        return challenges;
    }

    /// <summary>Whether the challenge is of a scheme (RFC 9110 section 11.1: compared without regard to case).</summary>
    internal bool IsOf(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The scheme, without parameters.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => ServerText.Clean(Scheme)!;

    private string[] Words(string name) =>
        ServerText.Clean(Parameters.GetValueOrDefault(name))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
