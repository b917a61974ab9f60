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

    /// <summary>The scheme, without parameters.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => ServerText.Clean(Scheme)!;
}
