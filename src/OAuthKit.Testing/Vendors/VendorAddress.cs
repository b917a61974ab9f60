namespace OAuthKit.Testing;

/// <summary>Where a server stands that is one of a vendor, and the paths of its endpoints.</summary>
internal static class VendorAddress
{
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>The address of the host, and the path under which its metadata are: those of the issuer, but where the vendor has them elsewhere.</summary>
    public static (string Address, string Path) Of(VendorProfile vendor)
    {
        var place = vendor.MetadataAddress is { } metadata && metadata.EndsWith(WellKnown, StringComparison.Ordinal) ? metadata[..^WellKnown.Length]
            : vendor.Issuer ?? vendor.Endpoints.Token
            ?? throw new InvalidOperationException($"{vendor.Name} has neither an issuer nor a token endpoint.");
        var path = place.IndexOf('/', "https://".Length);
        return path < 0 ? (place, "") : (place[..path], vendor.Issuer is null ? "" : place[path..]);
    }

    /// <summary>Puts endpoints where the vendor has them.</summary>
    public static void Move(VendorProfile? vendor, ServerEndpoints endpoints)
    {
        if (vendor is null)
        {
            return;
        }

        var known = vendor.Endpoints;
        (TestEndpoint Endpoint, string? Url)[] places =
        [
            (endpoints.Token, known.Token), (endpoints.Authorization, known.Authorization), (endpoints.DeviceAuthorization, known.DeviceAuthorization), (endpoints.Revocation, known.Revocation),
            (endpoints.Introspection, known.Introspection), (endpoints.UserInfo, known.UserInfo), (endpoints.Jwks, known.Jwks), (endpoints.Registration, known.Registration),
        ];
        foreach (var (endpoint, url) in places)
        {
            if (url is not null)
            {
                endpoint.MoveTo(new Uri(url).AbsolutePath);
            }
        }

        var isDiscovered = vendor.Issuer is not null;
        endpoints.OpenIdDiscovery.Enabled = endpoints.OAuthDiscovery.Enabled = isDiscovered;
    }
}
