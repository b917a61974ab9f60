using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Checks authorization requests, those that are pushed too.</summary>
internal sealed class SignInRequestReader(TestAuthorizationServer server)
{
    private static readonly string[] _responseTypes = ["code", "code id_token", "id_token code", "id_token"];

    /// <summary>Checks the parameters after request objects and pushed requests have been opened.</summary>
    /// <param name="client">The client.</param>
    /// <param name="values">The parameters.</param>
    /// <param name="refusal">Why not, where there is no request.</param>
    public SignInRequest? Read(TestClient client, RequestValues values, out SignInRefusal? refusal)
    {
        // RFC 6749 section 3.1: no parameter twice; RFC 8707 section 2 allows it for resource.
        if (values.GroupBy(pair => pair.Key, StringComparer.Ordinal).Any(group => group.Count() > 1 && group.Key != ParameterNames.Resource))
        {
            return Refuse("A parameter comes more than once.", null, out refusal);
        }

        // RFC 9700 section 2.1: the redirect URI is one of those that are registered, character by character.
        if (values[ParameterNames.RedirectUri] is not { } redirectUri || !RedirectUris.Contain(client.RedirectUris, redirectUri))
        {
            return Refuse("The redirect_uri isn't there, or isn't one of TestClient.RedirectUris.", null, out refusal);
        }

        var state = values[ParameterNames.State];
        var responseType = values[ParameterNames.ResponseType] ?? "";
        var types = ScopeText.Split(responseType);
        var defaultMode = types.Contains(ResponseTypes.IdToken) ? ResponseModes.Fragment : ResponseModes.Query;
        var target = new SignInTarget(client, redirectUri, defaultMode, state);
        if (!_responseTypes.Contains(responseType))
        {
            return Refuse(ErrorCodes.UnsupportedResponseType, "The response_type is code, \"code id_token\" or id_token.", target, out refusal);
        }

        // Multiple Response Types section 3: tokens don't stand in a query; JARM section 2.3.1: unless the JWT around them is encrypted.
        if (ReadMode(values[ParameterNames.ResponseMode], defaultMode) is not { } mode || (types.Contains(ResponseTypes.IdToken) && IsReadable(client, mode)))
        {
            return Refuse("The server doesn't know the response_mode, or it isn't for this response_type.", target, out refusal);
        }

        return ReadRest(new SignInTarget(client, redirectUri, mode, state), types, values, out refusal);
    }

    private SignInRequest? ReadRest(SignInTarget target, IReadOnlyList<string> types, RequestValues values, out SignInRefusal? refusal)
    {
        if (!target.Client.MayUse(types.Contains(ResponseTypes.Code) ? GrantTypes.AuthorizationCode : "implicit"))
        {
            return Refuse(ErrorCodes.UnauthorizedClient, "The client may not use this response_type.", target, out refusal);
        }

        if (!ScopePolicy.TryGrant(server, target.Client, values, out var scopes) || (types.Contains(ResponseTypes.IdToken) && !scopes.Contains(ScopeNames.OpenId)))
        {
            return Refuse(ErrorCodes.InvalidScope, "The client may not have one of these scopes, or openid is missing.", target, out refusal);
        }

        if (!TargetPolicy.TryGrant(server, values, out var audiences))
        {
            return Refuse(ErrorCodes.InvalidTarget, "The server doesn't know one of these resources.", target, out refusal);
        }

        // RFC 7636 section 4.4.1; RFC 9700 section 2.1.1: S256 for everybody.
        var method = values[ParameterNames.CodeChallengeMethod];
        if (types.Contains(ResponseTypes.Code)
            && (values[ParameterNames.CodeChallenge] is { } challenge ? method != "S256" || challenge.Length != 43 : server.Authorization.RequiresPkce || method is not null))
        {
            return Refuse("The server wants a code_challenge by S256.", target, out refusal);
        }

        // OpenID Connect Core section 3.2.2.1: required where an ID token comes by the browser.
        if (types.Contains(ResponseTypes.IdToken) && string.IsNullOrEmpty(values[ParameterNames.Nonce]))
        {
            return Refuse("The request has no nonce.", target, out refusal);
        }

        // OpenID Connect Core section 3.1.2.1.
        var prompts = ScopeText.Split(values[ParameterNames.Prompt]);
        if (prompts.Contains(PromptValues.None) && prompts.Count > 1)
        {
            return Refuse("The prompt none stands alone.", target, out refusal);
        }

        return ReadDetails(target, types, values, scopes, audiences, prompts, out refusal);
    }

    private SignInRequest? ReadDetails(
        SignInTarget target, IReadOnlyList<string> types, RequestValues values, IReadOnlyList<string> scopes, IReadOnlyList<string> audiences, IReadOnlyList<string> prompts, out SignInRefusal? refusal)
    {
        var maxAge = values[ParameterNames.MaxAge];
        if (!TryReadSeconds(maxAge, out var seconds))
        {
            return Refuse("The max_age isn't a number of seconds.", target, out refusal);
        }

        if (!TryParse(values[ParameterNames.Claims], out JsonObject? claims))
        {
            return Refuse("The claims aren't a JSON object.", target, out refusal);
        }

        // RFC 9396 section 5.
        if (!TryParse(values[ParameterNames.AuthorizationDetails], out JsonArray? details) || !AreKnown(details))
        {
            return Refuse(ErrorCodes.InvalidAuthorizationDetails, "The authorization_details aren't an array of objects of a known type.", target, out refusal);
        }

        var hint = values[ParameterNames.LoginHint];
        if (values[ParameterNames.IdTokenHint] is { } idToken)
        {
            if (SignedJwt.Parse(idToken) is not { } jwt || !server.HasSigned(jwt, target.Client))
            {
                return Refuse("The id_token_hint isn't an ID token of this server.", target, out refusal);
            }

            hint = jwt.Claims.ReadString(ClaimNames.Subject);
        }

        refusal = null;
        return new SignInRequest(target, values)
        {
            ResponseTypes = types,
            Scopes = scopes,
            Audiences = audiences,
            Prompts = prompts,
            MaxAge = maxAge is null ? null : TimeSpan.FromSeconds(seconds),
            Claims = claims,
            AuthorizationDetails = details,
            Hint = hint,
            IsHintBinding = values.Contains(ParameterNames.IdTokenHint),
        };
    }

    private static string? ReadMode(string? asked, string defaultMode) => asked switch
    {
        null => defaultMode,
        ResponseModes.Jwt => defaultMode + ResponseModes.JwtSuffix,
        _ => ResponseDelivery.Find(asked.EndsWith(ResponseModes.JwtSuffix, StringComparison.Ordinal) ? asked[..^ResponseModes.JwtSuffix.Length] : asked) is null ? null : asked,
    };

    private static bool IsReadable(TestClient client, string mode) =>
        mode == ResponseModes.Query || (mode == ResponseModes.Query + ResponseModes.JwtSuffix && client.AuthorizationResponseEncryption is null);

    private bool AreKnown(JsonArray? details) => details?.All(detail =>
        (detail as JsonObject)?.ReadString("type") is { Length: > 0 } type && (server.Options.AuthorizationDetailsTypes?.Contains(type) ?? true)) ?? true;

    private static bool TryReadSeconds(string? text, out int seconds)
    {
        seconds = 0;
        return text is null || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    private static bool TryParse<T>(string? text, out T? json)
        where T : JsonNode
    {
        json = null;
        try
        {
            json = text is null ? null : JsonNode.Parse(text) as T;
        }
        catch (JsonException)
        {
            return false;
        }

        return text is null || json is not null;
    }

    private static SignInRequest? Refuse(string description, SignInTarget? target, out SignInRefusal? refusal) => Refuse(ErrorCodes.InvalidRequest, description, target, out refusal);

    private static SignInRequest? Refuse(string error, string description, SignInTarget? target, out SignInRefusal? refusal)
    {
        refusal = new(error, description, target);
        return null;
    }
}
