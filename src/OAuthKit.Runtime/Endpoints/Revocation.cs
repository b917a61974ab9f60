namespace OAuthKit;

/// <summary>The revocation endpoint (RFC 7009).</summary>
internal static class Revocation
{
    /// <summary>The refresh token first: with it servers revoke what came of it. A server that then can't revoke access tokens is no error.</summary>
    public static async Task AskAsync(OAuthClient client, TokenSet tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.RefreshToken is { } refreshToken)
        {
            await AskAsync(client, refreshToken, null, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await AskAsync(client, tokens.AccessToken, null, cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthServerException e) when (tokens.RefreshToken is not null && e.Error == ErrorCodes.UnsupportedTokenType)
        {
            return;
        }
    }

    public static async Task AskAsync(OAuthClient client, Secret token, IReadOnlyDictionary<string, string>? parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        using var response = await client.SendAsync(Endpoint.Revocation, token, () => Build(token, parameters), Wire.Json, cancellationToken).ConfigureAwait(false);
        Read(response);
    }

    /// <summary>Section 2.1.</summary>
    public static FormParameters Build(Secret token, IReadOnlyDictionary<string, string>? parameters)
    {
        var form = new FormParameters
        {
            { Wire.Token, token.Reveal() },
            { Wire.TokenTypeHint, token is RefreshToken ? Wire.RefreshToken : Wire.AccessToken },
        };
        form.AddFurther(parameters);
        return form;
    }

    /// <summary>Section 2.2: 200 is success, also for a token that the server doesn't know, whatever the body. Section 2.2.1: else it is still valid.</summary>
    public static void Read(BackchannelResponse response) => EndpointResponse.ThrowIfRefused(response, Endpoint.Revocation);
}
