using System.Text;
using System.Text.Json;

namespace OAuthKit.Fuzz.Targets;

/// <summary>Headers and claims that the provider itself has signed, whatever they are: the signature is good, the rest must be too.</summary>
internal sealed class ClaimsTarget : Target
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private readonly OAuthClient _client;

    public ClaimsTarget()
        : base("claims")
    {
        var provider = new Provider();
        Corpus = Read("jwt");
        _client = provider.CreateClient(new AuthorizationServer(Provider.Issuer, provider.Options) { Jwks = Encoding.UTF8.GetString(provider.Jwks) });
    }

    public override IReadOnlyList<byte[]> Corpus { get; }

    /// <summary>Header and payload stand on a line each.</summary>
    public static string Sign(ReadOnlySpan<byte> input)
    {
        var end = input.IndexOf((byte)'\n');
        return end < 0 ? Provider.Sign("{\"alg\":\"ES256\"}"u8, input) : Provider.Sign(input[..end], input[(end + 1)..]);
    }

    public override async Task<bool> RunAsync(byte[] input)
    {
        try
        {
            var token = await _client.ValidateIdTokenAsync(EncodedIdToken.Parse(Sign(input)), new IdTokenExpectations { Nonce = Provider.Nonce });
            var end = Array.IndexOf(input, (byte)'\n');
            if (end >= 0)
            {
                RequireHeader(input.AsMemory(0, end));
            }

            RequireClaims(input.AsMemory(end + 1), token);
            return true;
        }
        catch (OAuthException e)
        {
            return Refused(e);
        }
    }

    private static void RequireHeader(ReadOnlyMemory<byte> json)
    {
        using var header = JsonDocument.Parse(json, _strict);
        Require(header.RootElement.GetProperty("alg").GetString() == "ES256", "Another algorithm was accepted.");
        Require(!header.RootElement.TryGetProperty("crit", out _), "A critical extension was accepted.");
        Require(!header.RootElement.TryGetProperty("typ", out var typ) || typ.GetString()!.EndsWith("jwt", StringComparison.OrdinalIgnoreCase), "A JWT of another type was accepted.");
    }

    private static void RequireClaims(ReadOnlyMemory<byte> json, IdToken token)
    {
        using var claims = JsonDocument.Parse(json, _strict);
        var root = claims.RootElement;
        var audience = root.GetProperty("aud");
        Require(root.GetProperty("iss").GetString() == Provider.Issuer, "Another issuer was accepted.");
        Require(audience.ValueKind == JsonValueKind.String ? audience.GetString() == Provider.ClientId : audience.EnumerateArray().Any(one => one.GetString() == Provider.ClientId), "Another audience was accepted.");
        Require(root.GetProperty("exp").GetDouble() > Provider.Now.ToUnixTimeSeconds() - 61, "An ID token was accepted after its end.");
        Require(root.GetProperty("iat").GetDouble() < Provider.Now.ToUnixTimeSeconds() + 61, "An ID token of the future was accepted.");
        Require(root.GetProperty("nonce").GetString() == Provider.Nonce, "Another nonce was accepted.");
        Require(root.GetProperty("sub").GetString() == token.Subject && token.Subject.Length > 0, "The subject isn't that of the claims.");
    }
}
