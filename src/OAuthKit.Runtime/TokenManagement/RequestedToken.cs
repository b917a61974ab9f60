using System.Diagnostics;

namespace OAuthKit;

/// <summary>What the attributes and the configuration of an API ask for in a token, told to a <see cref="TokenSource"/> that gives it in place of a grant.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RequestedToken
{
    internal RequestedToken(string api)
    {
        Api = api;
    }

    /// <summary>The name of the API.</summary>
    public string Api { get; }

    /// <summary>The scope, as scope values separated by single spaces; null where none is asked for.</summary>
    public string? Scope { get; internal init; }

    /// <summary>The resources that the token is for (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2">RFC 8707 section 2</see>); mostly none.</summary>
    public IReadOnlyList<string> Resource { get; internal init; } = [];

    /// <summary>The audience that the token is for; null where none is asked for.</summary>
    public string? Audience { get; internal init; }

    /// <summary>Further parameters that a token request would have.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; internal init; } = new Dictionary<string, string>(0);

    /// <summary>On whose behalf the token is, under <c>[TokenExchange]</c> and <c>[JwtBearer]</c>; null elsewhere. The token is then kept for this subject and actor alone.</summary>
    public SubjectToken? Subject { get; private set; }

    /// <summary>Who acts for the subject; null where nobody is named.</summary>
    public ActorToken? Actor { get; private set; }

    /// <summary>
    /// Whether the token must be bound to a key (true) or to none (false); null leaves it to the source. A token that isn't as is
    /// said here isn't sent. One that is bound is made by <see cref="AccessToken.ParseDpop"/>, or comes from a client with
    /// <see cref="OAuthClient.Dpop"/>.
    /// </summary>
    public bool? Dpop { get; internal init; }

    /// <summary>
    /// Whether the token must be bound to the certificate that the API sees in TLS. A token that isn't isn't sent. One that is bound is
    /// made by <see cref="AccessToken.ParseCertificateBound"/>, or comes from a client with <see cref="OAuthClient.Certificate"/>.
    /// </summary>
    public bool MutualTls { get; internal init; }

    /// <summary>The tenant for which the call is made; null where calls bring none.</summary>
    public string? Tenant { get; internal init; }

    /// <summary>The API and the scope; no secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Api}, scope \"{Scope}\"";

    /// <summary>The same on somebody's behalf.</summary>
    internal RequestedToken OnBehalfOf(SubjectToken subject, ActorToken? actor)
    {
        var copy = (RequestedToken)MemberwiseClone();
        copy.Subject = subject;
        copy.Actor = actor;
        return copy;
    }

    /// <summary>A token that isn't bound as it must be works for whoever takes it away, or isn't taken by the API: it isn't sent.</summary>
    internal void ThrowIfNotBound(AccessToken token)
    {
        if (Dpop == true && token.Dpop is null)
        {
            throw Contradiction("asks for tokens that are bound to a key ([Dpop]), but its TokenSource gave one that isn't. Make it by AccessToken.ParseDpop, or with a client that has Dpop.");
        }

        if (Dpop == false && token.Dpop is not null)
        {
            throw Contradiction("asks for tokens that are bound to no key ([Dpop(false)]), but its TokenSource gave one that is.");
        }

        if (MutualTls && token.CertificateThumbprint is null)
        {
            throw Contradiction("asks for tokens that are bound to a certificate ([MutualTls]), but its TokenSource gave one that isn't. Make it by AccessToken.ParseCertificateBound, or with a client that has a Certificate.");
        }
    }

    private InvalidOperationException Contradiction(string what) => new($"The API \"{Api}\" {what} It wasn't sent.");
}
