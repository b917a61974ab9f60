using System.Text;

namespace OAuthKit.Fuzz.Targets;

/// <summary>The text of signed ID tokens: nothing is accepted but, byte by byte, what was signed.</summary>
internal sealed class JwtTarget : Target
{
    // What is shorter is a part of any message.
    private const int Shortest = 20;

    private readonly HashSet<string> _signed;
    private readonly OAuthClient _client;

    public JwtTarget()
        : base("jwt")
    {
        var provider = new Provider();
        Corpus = [.. Read("jwt").Select(input => Encoding.UTF8.GetBytes(ClaimsTarget.Sign(input)))];
        _signed = [.. Corpus.Select(Encoding.UTF8.GetString)];
        _client = provider.CreateClient(new AuthorizationServer(Provider.Issuer, provider.Options) { Jwks = Encoding.UTF8.GetString(provider.Jwks) });
    }

    public override IReadOnlyList<byte[]> Corpus { get; }

    public override async Task<bool> RunAsync(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input);
        if (!EncodedIdToken.TryParse(text, out var token))
        {
            return false;
        }

        try
        {
            await _client.ValidateIdTokenAsync(token, new IdTokenExpectations { Nonce = Provider.Nonce });
            Require(_signed.Contains(text), "An ID token was accepted that nobody has signed.");
            return true;
        }
        catch (OAuthException e)
        {
            Require(text.Length < Shortest || !e.ToString().Contains(text, StringComparison.Ordinal), "The exception holds the token.");
            return Refused(e);
        }
    }
}
