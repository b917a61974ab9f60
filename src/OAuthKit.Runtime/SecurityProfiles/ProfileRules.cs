namespace OAuthKit;

/// <summary>What a security profile sets and demands. Reached by virtual calls, so that a program without a profile doesn't carry it.</summary>
internal abstract class ProfileRules
{
    /// <summary>The name of the profile.</summary>
    public abstract string Name { get; }

    /// <summary>What ID tokens are where the client doesn't say.</summary>
    public abstract IdTokenOptions IdTokens { get; }

    /// <summary>What authorization responses are that are JWTs, where the client doesn't say.</summary>
    public abstract JwtResponseOptions AuthorizationResponses { get; }

    /// <summary>The rules of a profile; null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the profiles.</exception>
    public static ProfileRules? Of(SecurityProfile profile) => profile switch
    {
        SecurityProfile.None => null,
        SecurityProfile.Fapi2SecurityProfile or SecurityProfile.Fapi2MessageSigning => new Fapi2Rules(profile),
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "It isn't one of the security profiles."),
    };

    /// <summary>What ID tokens are of a client that says so, or doesn't.</summary>
    public static IdTokenOptions IdTokensOf(SecurityProfile profile, IdTokenOptions? given) => given ?? Of(profile)?.IdTokens ?? new();

    /// <summary>How tokens are bound where the client doesn't say and shows no certificate.</summary>
    public abstract ClientDpop CreateDpop(TimeProvider time);

    /// <summary>Every setting that the profile doesn't allow.</summary>
    public abstract IReadOnlyList<ProfileContradiction> FindContradictions(ProfileSubject subject);

    /// <summary>Refuses a client with settings that the profile doesn't allow, and names them all.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    public abstract void Check(OAuthClient client);

    /// <summary>Asks for tokens, where the profile allows the grant.</summary>
    public async Task<TokenSet> RequestTokenAsync(OAuthClient client, TokenGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await CheckAsync(client, grant, cancellationToken).ConfigureAwait(false);
        return await client.RequestCheckedTokenAsync(grant, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses a grant.</summary>
    public abstract ValueTask CheckAsync(OAuthClient client, TokenGrant grant, CancellationToken cancellationToken);

    /// <summary>Refuses a server that doesn't offer what the profile needs.</summary>
    public abstract void Check(OAuthClient client, ServerMetadata? metadata);

    /// <summary>Refuses a server at which the profile has no authorizations.</summary>
    public abstract void CheckAuthorization(OAuthClient client, ServerMetadata? metadata);

    /// <summary>Refuses introspection.</summary>
    public abstract void Check(IntrospectionOptions options);

    /// <summary>Refuses the algorithm of a signature that is about to be made.</summary>
    public abstract void CheckSignature(string algorithm, string subject);

    /// <summary>The request as the profile has it.</summary>
    /// <exception cref="InvalidOperationException">It says something else.</exception>
    public abstract AuthorizationRequest Apply(OAuthClient client, AuthorizationRequest request);
}
