using System.Net;

namespace OAuthKit;

/// <summary>A server that gives a new refresh token with each answer, and ends all tokens of a login when an old one comes back.</summary>
internal sealed class RotatingServer
{
    private readonly Lock _lock = new();
    private int _number;
    private bool _isRevoked;

    public RotatingServer() => Server.Answer = Respond;

    public FakeServer Server { get; } = new();

    /// <summary>How many refreshes have succeeded.</summary>
    public int Refreshes => _number;

    public bool SawReuse { get; private set; }

    /// <summary>Whether refresh tokens are rotated.</summary>
    public bool Rotates { get; set; } = true;

    /// <summary>Tokens as an earlier login left them: the number of the refresh token is that of the last refresh.</summary>
    public TokenSet Tokens(double lifetime = 3600, string? scope = The.Scope) =>
        new(AccessToken.Parse(The.Token(0)), Server.Clock.GetUtcNow().AddSeconds(lifetime), Server.Clock)
        {
            RefreshToken = RefreshToken.Parse(RefreshText(0)),
            Scope = scope,
            Issuer = The.Issuer,
        };

    public static string RefreshText(int number) => $"refresh-{The.Canary}-{number}";

    private HttpResponseMessage Respond(SentRequest request)
    {
        lock (_lock)
        {
            if (request.Form["grant_type"].Single() == "refresh_token" && Rotates && request.Form["refresh_token"].Single() != RefreshText(_number))
            {
                // RFC 9700 section 4.14.2.
                _isRevoked = SawReuse = true;
            }

            if (_isRevoked)
            {
                return StubHandler.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest);
            }

            _number++;
            var refresh = Rotates ? $"\"{RefreshText(_number)}\"" : "null";
            return StubHandler.Json($$"""{"access_token":"{{The.Token(_number)}}","token_type":"Bearer","expires_in":3600,"refresh_token":{{refresh}}}""");
        }
    }
}
