using System.Globalization;

namespace OAuthKit;

/// <summary>The parameters of an authorization request, but for <c>client_id</c>, in the order of the specifications. Pure: what is random or kept is in the transaction.</summary>
internal static class AuthorizationParameters
{
    private const string S256 = "S256";

    public static FormParameters Build(AuthorizationRequest request, AuthorizationTransaction transaction, IdTokenOptions idTokens, string? thumbprint)
    {
        var form = new FormParameters();
        // RFC 6749 section 4.1.1. The redirect URI always, to the character.
        form.Add(Wire.ResponseType, request.ResponseType);
        form.Add(Wire.RedirectUri, request.RedirectUri);
        // RFC 8707 section 2.
        form.AddTarget(request.Scope, transaction.Resource, request.Audience);
        Add(form, Wire.ResponseMode, request.ResponseMode);
        form.Add(Wire.State, transaction.State);
        // OpenID Connect Core section 3.1.2.1.
        Add(form, Wire.Nonce, transaction.Nonce);
        Add(form, Wire.Display, request.Display);
        Add(form, Wire.Prompt, request.Prompt);
        Add(form, Wire.MaxAge, request.MaxAge is { } age ? (age.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture) : null);
        Add(form, Wire.UiLocales, Join(request.UiLocales));
        Add(form, Wire.IdTokenHint, IdTokenHint.Read(request.IdTokenHint, idTokens));
        Add(form, Wire.LoginHint, request.LoginHint);
        Add(form, Wire.AcrValues, Join(request.AcrValues));
        // Section 5.5.
        Add(form, Wire.Claims, request.Claims);
        // RFC 9396 section 3.
        Add(form, Wire.AuthorizationDetails, request.AuthorizationDetails.Count > 0 ? AuthorizationDetailJson.Write(request.AuthorizationDetails) : null);
        // RFC 7636 section 4.3.
        if (transaction.CodeVerifier is { } verifier)
        {
            form.Add(Wire.CodeChallenge, verifier.ToChallenge());
            form.Add(Wire.CodeChallengeMethod, S256);
        }

        // RFC 9449 section 10.
        Add(form, Wire.DpopJkt, thumbprint);
        foreach (var (name, value) in request.Parameters)
        {
            form.Add(name, value);
        }

        return form;
    }

    private static string? Join(IReadOnlyList<string> values) => values.Count > 0 ? string.Join(' ', values) : null;

    private static void Add(FormParameters form, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            form.Add(name, value);
        }
    }
}
