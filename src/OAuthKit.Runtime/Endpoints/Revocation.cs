namespace OAuthKit;

/// <summary>The revocation endpoint (RFC 7009).</summary>
internal static class Revocation
{
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
