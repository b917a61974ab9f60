namespace OAuthKit;

/// <summary>A vendor of the user's own has all that those in the box have.</summary>
public sealed class OwnVendorTests
{
    [Fact]
    public async Task A_vendor_of_ones_own_fills_in_addresses_parameters_and_quirks()
    {
        var handler = new StubHandler(request => request.Method == "GET"
            ? StubHandler.Json(The.Metadata("https://eu.login.acme.example/oauth"))
            : StubHandler.Json("""{"error":"E42","error_description":"no"}"""));
        using var client = new AcmeProfile("eu").CreateClient(The.Basic, new() { Handler = handler });

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(The.Grant, TestContext.Current.CancellationToken));

        Assert.Equal(("invalid_client", "E42", "no", 200), (e.Error, e.OriginalError, e.ErrorDescription, e.StatusCode));
        Assert.Equal("https://internal.acme.example/eu/metadata", handler.Requests[0].Url.AbsoluteUri);
        Assert.Equal(["gold"], handler.Requests[1].Form["plan"]);
    }

    [Fact]
    public void Its_values_are_checked_like_others()
    {
        Assert.Equal("Cluster", Assert.Throws<ArgumentException>(() => new AcmeProfile("evil.com/#")).ParamName);
        Assert.Equal("Cluster", Assert.Single(new AcmeProfile(null).Missing).Name);
        Assert.Contains("Acme has no cluster for this", Assert.Throws<ArgumentException>(() => new AcmeProfile("mars")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new VendorKey("", VendorGrammar.Uuid));
        Assert.Throws<ArgumentException>(() => new VendorGrammar(" ", static value => value));
    }

    private sealed class AcmeProfile : VendorProfile
    {
        private static readonly VendorKey _cluster = new("Cluster", VendorGrammar.PathSegment);

        public AcmeProfile(string? cluster)
            : base("Acme", _cluster) => Set(_cluster, cluster);

        public override string Issuer => $"https://{Get(_cluster)}.login.acme.example/oauth";

        public override string MetadataAddress => $"https://internal.acme.example/{Get(_cluster)}/metadata";

        public override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string> { ["plan"] = "gold" };

        public override ServerQuirks Quirks => new() { ErrorCodes = new Dictionary<string, string> { ["E42"] = "invalid_client" } };

        protected override string? Conflict => Find(_cluster) == "mars" ? "Acme has no cluster for this." : null;
    }
}
