using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>What a test changes of what a server says, by what it is rather than by where it is sent. Changes add up, in the order in which they were given.</summary>
/// <remarks>Faults of the transport (status, media type, redirects, truncated and stalled bodies) are a <see cref="Fault"/> of an endpoint; both may stand at once.</remarks>
/// <example><code>
/// server.Mutations.IdToken(claims => claims["aud"] = "other");
/// using var forged = server.Mutations.IdToken(Mutation.AlgNone);
/// </code></example>
public sealed class ServerMutations
{
    private readonly TestAuthorizationServer _server;
    private readonly List<ScriptedFault> _standing = [];

    internal ServerMutations(TestAuthorizationServer server)
    {
        _server = server;
    }

    internal MutationScript<JwtDraft> AccessTokens { get; } = new();

    internal MutationScript<JwtDraft> AuthorizationResponses { get; } = new();

    internal MutationScript<CallbackDraft> Callbacks { get; } = new();

    internal MutationScript<JwtDraft> IdTokens { get; } = new();

    internal MutationScript<JwtDraft> LogoutTokens { get; } = new();

    internal MutationScript<JwtDraft> UserInfoTokens { get; } = new();

    /// <summary>Changes the metadata, at both of its places.</summary>
    /// <param name="change">Adds, changes or removes members.</param>
    /// <param name="times">How many answers.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault Metadata(Action<JsonObject> change, int times = int.MaxValue) =>
        Keep(_server.When(request => request.Path == _server.OpenIdDiscovery.Path || request.Path == _server.OAuthDiscovery.Path, Fault.Mutate(change), times));

    /// <summary>Changes the authorization response: parameters, way and address.</summary>
    /// <param name="change">Changes it.</param>
    /// <param name="times">How many of them.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault Callback(Action<CallbackDraft> change, int times = int.MaxValue) => Callbacks.Add(change, times);

    /// <summary>Changes authorization responses that are JWTs (JARM).</summary>
    /// <param name="mutation">The change.</param>
    /// <param name="times">How many of them.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault AuthorizationResponse(Mutation mutation, int times = int.MaxValue) => Add(AuthorizationResponses, mutation, times);

    /// <summary>Changes the token response, errors too.</summary>
    /// <param name="change">Adds, changes or removes members.</param>
    /// <param name="times">How many answers.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault TokenResponse(Action<JsonObject> change, int times = int.MaxValue) => Keep(_server.Token.When(static _ => true, Fault.Mutate(change), times));

    /// <summary>Changes the claims of ID tokens, which are signed afterwards.</summary>
    /// <param name="claims">Adds, changes or removes claims.</param>
    /// <param name="times">How many of them.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault IdToken(Action<JsonObject> claims, int times = int.MaxValue) => IdToken(Mutation.Claims(claims), times);

    /// <summary>Changes ID tokens.</summary>
    /// <param name="mutation">The change.</param>
    /// <param name="times">How many of them.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault IdToken(Mutation mutation, int times = int.MaxValue) => Add(IdTokens, mutation, times);

    /// <summary>Changes access tokens that are JWTs.</summary>
    /// <param name="mutation">The change.</param>
    /// <param name="times">How many of them.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault AccessToken(Mutation mutation, int times = int.MaxValue) => Add(AccessTokens, mutation, times);

    /// <summary>Changes UserInfo answers: the members of JSON, and the claims of JWTs.</summary>
    /// <param name="change">Adds, changes or removes members.</param>
    /// <param name="times">How many answers.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault UserInfo(Action<JsonObject> change, int times = int.MaxValue) => UserInfo(Mutation.Claims(change), times);

    /// <summary>Changes UserInfo answers. Of JSON only the claims change.</summary>
    /// <param name="mutation">The change.</param>
    /// <param name="times">How many answers.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault UserInfo(Mutation mutation, int times = int.MaxValue) => Add(UserInfoTokens, mutation, times);

    /// <summary>Changes logout tokens.</summary>
    /// <param name="mutation">The change.</param>
    /// <param name="times">How many of them.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault LogoutToken(Mutation mutation, int times = int.MaxValue) => Add(LogoutTokens, mutation, times);

    /// <summary>Changes the published keys.</summary>
    /// <param name="change">Changes the JWK Set, whose <c>keys</c> are an array.</param>
    /// <param name="times">How many answers.</param>
    /// <returns>The change at work; disposing it takes it back.</returns>
    public ScriptedFault Jwks(Action<JsonObject> change, int times = int.MaxValue) => Keep(_server.Jwks.When(static _ => true, Fault.Mutate(change), times));

    /// <summary>Takes every change back.</summary>
    public void Clear()
    {
        Callbacks.Clear();
        MutationScript<JwtDraft>[] scripts = [AccessTokens, AuthorizationResponses, IdTokens, LogoutTokens, UserInfoTokens];
        Array.ForEach(scripts, static script => script.Clear());
        lock (_standing)
        {
            _standing.ForEach(static fault => fault.Dispose());
            _standing.Clear();
        }
    }

    private static ScriptedFault Add(MutationScript<JwtDraft> script, Mutation mutation, int times)
    {
        ArgumentNullException.ThrowIfNull(mutation);
        return script.Add(mutation.Apply, times);
    }

    private ScriptedFault Keep(ScriptedFault fault)
    {
        lock (_standing)
        {
            _standing.Add(fault);
        }

        return fault;
    }
}
