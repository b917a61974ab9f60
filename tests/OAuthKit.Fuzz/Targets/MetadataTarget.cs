using System.Text.Json;

namespace OAuthKit.Fuzz.Targets;

/// <summary>Metadata documents, as they are fetched: those of another issuer are never taken.</summary>
internal sealed class MetadataTarget() : Target("metadata")
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    public override IReadOnlyList<byte[]> Corpus { get; } = Read("metadata");

    public override async Task<bool> RunAsync(byte[] input)
    {
        var provider = new Provider { Metadata = input };
        using var server = new AuthorizationServer(Provider.Issuer, provider.Options);
        try
        {
            var metadata = await server.GetMetadataAsync();
            using var document = JsonDocument.Parse(input, _strict);
            Require(document.RootElement.GetProperty("issuer").GetString() == Provider.Issuer && metadata.Issuer == Provider.Issuer, "Metadata of another issuer were accepted.");
            // The endpoints are read when they are used.
            using var client = provider.CreateClient(server);
            var start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = "https://app.example/callback" });
            Require(start.Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase), "The browser would be sent to an address that isn't https.");
            return true;
        }
        catch (OAuthException e)
        {
            return Refused(e);
        }
    }
}
