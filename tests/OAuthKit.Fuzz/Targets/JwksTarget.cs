using System.Text;
using System.Text.Json;

namespace OAuthKit.Fuzz.Targets;

/// <summary>Sets of keys, as they are fetched: an ID token is verified by its own key or not at all.</summary>
internal sealed class JwksTarget : Target
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private readonly EncodedIdToken _token = EncodedIdToken.Parse(ClaimsTarget.Sign(Read("jwt")[0]));

    public JwksTarget()
        : base("jwks")
    {
    }

    public override IReadOnlyList<byte[]> Corpus { get; } = Read("jwks");

    public override async Task<bool> RunAsync(byte[] input)
    {
        var provider = new Provider { Jwks = input };
        using var server = new AuthorizationServer(Provider.Issuer, provider.Options);
        using var client = provider.CreateClient(server);
        try
        {
            await client.ValidateIdTokenAsync(_token, new IdTokenExpectations { Nonce = Provider.Nonce });
            using var document = JsonDocument.Parse(input, _strict);
            Require(document.RootElement.GetProperty("keys").EnumerateArray().Any(IsKey), "An ID token was verified by a key that isn't in the set.");
            return true;
        }
        catch (OAuthException e)
        {
            return Refused(e);
        }
    }

    private static bool IsKey(JsonElement key) =>
        key.ValueKind == JsonValueKind.Object && Is(key, "kty", "EC") && Is(key, "crv", "P-256") && Is(key, "x", Provider.X) && Is(key, "y", Provider.Y);

    private static bool Is(JsonElement key, string name, string expected)
    {
        try
        {
            return key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() == expected;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, in another key than ours.
            return false;
        }
    }
}
