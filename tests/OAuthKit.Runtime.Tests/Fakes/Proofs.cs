using System.Net;

namespace OAuthKit;

/// <summary>What servers answer to proofs of a key (RFC 9449).</summary>
internal static class Proofs
{
    public static string TokenJson(int number = 1, string type = "DPoP", string more = "") =>
        $$"""{"access_token":"{{The.Token(number)}}","token_type":"{{type}}","expires_in":3600{{more}}}""";

    public static HttpResponseMessage Bound(int number = 1, string more = "") => StubHandler.Json(TokenJson(number, more: more));

    /// <summary>Section 8: an authorization server that wants a nonce.</summary>
    public static HttpResponseMessage WantsNonce(params string[] nonces) => WantsNonce(HttpStatusCode.BadRequest, nonces);

    public static HttpResponseMessage WantsNonce(HttpStatusCode status, params string[] nonces) =>
        StubHandler.Json("""{"error":"use_dpop_nonce","error_description":"Authorization server requires nonce in DPoP proof"}""", status).WithNonce(nonces);

    /// <summary>Section 9: an API that wants one.</summary>
    public static HttpResponseMessage ChallengesNonce(params string[] nonces) =>
        StubHandler.Challenge(HttpStatusCode.Unauthorized, """Bearer realm="x", DPoP error="use_dpop_nonce", error_description="Resource server requires nonce in DPoP proof" """).WithNonce(nonces);

    public static HttpResponseMessage WithNonce(this HttpResponseMessage response, params string[] nonces)
    {
        foreach (var nonce in nonces)
        {
            response.Headers.TryAddWithoutValidation("DPoP-Nonce", nonce);
        }

        return response;
    }
}
