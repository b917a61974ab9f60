using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OAuthKit;

namespace McpSample;

/// <summary>The server's side of a token: a JWT of the issuer, for this server, with the scope that its tools want.</summary>
internal sealed class AccessTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, JwtAccessTokenValidator validator)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "AccessToken";
    public const string Scope = "orders.read";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is not { Length: > 7 } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            var token = await validator.ValidateAsync(AccessToken.Parse(header[7..].Trim()), Context.RequestAborted);
            if (!token.HasScope(Scope))
            {
                return AuthenticateResult.Fail($"The token lacks the scope {Scope}.");
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, token.Subject)], SchemeName);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
        }
        catch (Exception e) when (e is OAuthException or FormatException)
        {
            return AuthenticateResult.Fail(e);
        }
    }
}
