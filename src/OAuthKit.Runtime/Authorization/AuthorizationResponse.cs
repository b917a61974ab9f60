using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// An authorization response that was checked against its transaction
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</see>). Its code is for one
/// exchange: by <see cref="OAuthClient.CompleteAuthorizationAsync"/>, or by <see cref="ToGrant"/> and a <see cref="TokenSource"/>.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretJsonConverter<AuthorizationResponse>))]
public sealed class AuthorizationResponse
{
    internal AuthorizationResponse(AuthorizationTransaction transaction, AuthorizationCode? code, IdToken? idToken)
    {
        Transaction = transaction;
        Code = code;
        IdToken = idToken;
    }

    /// <summary>The transaction that it belongs to.</summary>
    public AuthorizationTransaction Transaction { get; }

    /// <summary>The code; null where none was asked for.</summary>
    public AuthorizationCode? Code { get; }

    /// <summary>The ID token that came by the browser, validated; null where none was asked for.</summary>
    public IdToken? IdToken { get; }

    /// <summary>Proves with the key of the sign-in.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal DpopProver? Dpop { get; init; }

    /// <summary>
    /// The exchange of the code, with all that the request demands of the answer: the same server, redirect URI, verifier and
    /// resources, and of the ID token the nonce, the age, and the user of the one that came by the browser.
    /// </summary>
    /// <returns>The grant, which can be used once.</returns>
    /// <exception cref="InvalidOperationException">No code was asked for.</exception>
    public AuthorizationCodeGrant ToGrant()
    {
        if (Code is null)
        {
            throw new InvalidOperationException($"The response type \"{Transaction.ResponseType}\" brings no code that could be exchanged.");
        }

        return new AuthorizationCodeGrant(Code)
        {
            RedirectUri = Transaction.RedirectUri,
            CodeVerifier = Transaction.CodeVerifier,
            Issuer = Transaction.Issuer,
            Resource = Transaction.Resource,
            RequestedScope = Transaction.Scope,
            SignInProver = Dpop,
            IdToken = new IdTokenExpectations
            {
                Nonce = Transaction.Nonce,
                MaxAge = Transaction.MaxAge,
                AcrValues = Transaction.AcrValues,
                // OpenID Connect Core section 3.1.3.3.
                IsRequired = Transaction.Nonce is not null,
                State = Transaction.State,
                FrontChannel = IdToken,
            },
        };
    }

    /// <summary>What it brought; no secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"Authorization response{(Code is null ? "" : ", with a code")}{(IdToken is null ? "" : ", with an ID token")}";
}
