namespace OAuthKit;

/// <summary>Builds the address of RP-Initiated Logout section 2. Pure.</summary>
internal static class LogoutUrl
{
    public static LogoutStart Create(Uri endpoint, LogoutRequest request, string clientId, IdTokenOptions idTokens)
    {
        var form = new FormParameters();
        Add(form, Wire.IdTokenHint, IdTokenHint.Read(request.IdTokenHint, idTokens));
        form.Add(Wire.ClientId, clientId);
        string? state = null;
        if (request.PostLogoutRedirectUri is { } redirectUri)
        {
            // Section 3: so that the return can be told from one that somebody else made up.
            state = RandomText.Create();
            form.Add(Wire.PostLogoutRedirectUri, redirectUri);
            form.Add(Wire.State, state);
        }

        Add(form, Wire.LogoutHint, request.LogoutHint);
        Add(form, Wire.UiLocales, request.UiLocales);
        return new LogoutStart(AuthorizationUrl.Build(endpoint, form), state);
    }

    private static void Add(FormParameters form, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            form.Add(name, value);
        }
    }
}
