using System.Collections.Frozen;

namespace OAuthKit.Testing;

/// <summary>Lists what may be shown. Everything else may be a secret, a token or a user's own parameter, and is not shown.</summary>
internal static class Redaction
{
    public const string Mark = "[redacted]";

    public static FrozenSet<string> ShownParameters { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        ParameterNames.GrantType,
        ParameterNames.ClientId,
        ParameterNames.Scope,
        ParameterNames.Resource,
        ParameterNames.Audience,
        ParameterNames.ClientAssertionType,
        ParameterNames.TokenTypeHint,
        ParameterNames.SubjectTokenType,
        ParameterNames.ActorTokenType,
        ParameterNames.RequestedTokenType,
        ParameterNames.ResponseType,
        ParameterNames.ResponseMode,
        ParameterNames.RedirectUri,
        ParameterNames.CodeChallengeMethod,
        ParameterNames.Prompt,
        ParameterNames.MaxAge,
        ParameterNames.AcrValues,
        ParameterNames.Issuer,
        ParameterNames.Error);

    public static FrozenSet<string> ShownHeaders { get; } = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        HeaderNames.Accept,
        "Accept-Encoding",
        "Host",
        "User-Agent",
        HeaderNames.ContentLength,
        HeaderNames.ContentType);
}
