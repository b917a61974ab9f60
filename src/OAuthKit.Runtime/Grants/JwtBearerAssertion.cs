using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// Makes the JWTs of a <see cref="JwtBearerGrant"/>: a new one for every request, short-lived and with a <c>jti</c> of its own
/// (<see href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523 section 3</see>).
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<JwtBearerAssertion>))]
public sealed class JwtBearerAssertion
{
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);
    private static readonly string[] _own = [JoseNames.Iss, JoseNames.Sub, JoseNames.Aud, JoseNames.Exp, JoseNames.Iat, JoseNames.Jti];

    private readonly JwsWriter _writer;
    private readonly Dictionary<string, JsonElement> _claims = [];

    /// <summary>Says who vouches for whom, and by which key.</summary>
    /// <param name="signer">The key.</param>
    /// <param name="issuer">Who vouches, as the authorization server knows it: <c>iss</c>.</param>
    /// <param name="subject">On whose behalf the token is asked for: <c>sub</c>.</param>
    /// <exception cref="ArgumentException">Issuer or subject is empty.</exception>
    public JwtBearerAssertion(JwsSigner signer, string issuer, string subject)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentException.ThrowIfNullOrWhiteSpace(issuer);
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        _writer = new JwsWriter(signer, JoseNames.Jwt);
        Issuer = issuer;
        Subject = subject;
    }

    /// <summary>The <c>iss</c>.</summary>
    public string Issuer { get; }

    /// <summary>The <c>sub</c>.</summary>
    public string Subject { get; }

    /// <summary>The <c>aud</c>, where the server wants another than its issuer.</summary>
    /// <value>The default, null, is the issuer of the authorization server.</value>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string? Audience
    {
        get;
        init => field = AssertionClaims.CheckAudience(value);
    }

    /// <summary>Makes the URL of the token endpoint the <c>aud</c>, for servers that insist on it.</summary>
    /// <value>The default, false, is <see cref="Audience"/> or the issuer.</value>
    public bool EndpointAsAudience { get; init; }

    /// <summary>How long the JWT is good for, counted from its <c>iat</c>.</summary>
    /// <value>The default is 60 seconds, the longest an hour.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below one second or above an hour.</exception>
    public TimeSpan Lifetime
    {
        get;
        init => field = AssertionClaims.CheckLifetime(value, _longest);
    } = TimeSpan.FromSeconds(60);

    /// <summary>Further claims, such as <c>scope</c> for servers that read it there.</summary>
    /// <value>The default is empty.</value>
    /// <exception cref="ArgumentException">A claim is one that is written anyway: <c>iss</c>, <c>sub</c>, <c>aud</c>, <c>exp</c>, <c>iat</c>, <c>jti</c>.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, JsonElement> Claims
    {
        get => _claims;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var (name, claim) in value)
            {
                if (string.IsNullOrEmpty(name) || Array.IndexOf(_own, name) >= 0 || claim.ValueKind == JsonValueKind.Undefined)
                {
                    throw new ArgumentException($"The claim \"{ServerText.Clean(name)}\" has no name or value, or is set by the assertion itself.", nameof(value));
                }

                _claims[name] = claim.Clone();
            }
        }
    }

    /// <summary>Makes a JWT.</summary>
    /// <param name="request">For whom.</param>
    /// <param name="cancellationToken">Ends the work, where the key is remote.</param>
    /// <returns>The JWT.</returns>
    /// <exception cref="InvalidOperationException">There is no audience: the issuer of the authorization server isn't known, and none is set here; or two are.</exception>
    public async ValueTask<Assertion> CreateAsync(AssertionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var audience = AssertionClaims.ChooseAudience(Audience, EndpointAsAudience, request.Issuer, request.TokenEndpoint, "the assertion");
        using var jwt = _writer.Begin();
        request.Rules?.CheckSignature(jwt.Algorithm, "an assertion");
        AssertionClaims.Write(jwt.Claims, Issuer, Subject, audience, request.TimeProvider.GetUtcNow(), Lifetime);
        foreach (var (name, claim) in _claims)
        {
            jwt.Claims.WritePropertyName(name);
            claim.WriteTo(jwt.Claims);
        }

        return Assertion.Parse(await jwt.SignAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Issuer and subject.</summary>
    /// <returns>A text fit for logs, where they may show the subject.</returns>
    public override string ToString() => $"JWT of {Issuer} for {Subject}";
}
