namespace OAuthKit;

/// <summary>A client as it is registered for a tenant: the tenant's options over those of the client.</summary>
internal static class TenantOptions
{
    public static OAuthClientOptions Over(OAuthClientOptions client, OAuthClientOptions tenant, IEnumerable<VendorProfile> vendors)
    {
        var namesVendor = tenant.Vendor is not null || tenant.VendorName is not null || tenant.VendorValues.Count > 0;
        var keepsServer = !namesVendor && (tenant.Issuer is null || tenant.Issuer == client.Issuer);
        var merged = new OAuthClientOptions
        {
            ClientId = tenant.ClientId ?? client.ClientId,
            ClientSecret = tenant.ClientSecret,
            ClientAuthentication = tenant.ClientAuthentication,
            Issuer = tenant.Issuer ?? (namesVendor ? null : client.Issuer),
            // The endpoints of one server are none of another, which would be sent the secret and the tokens.
            MetadataAddress = tenant.MetadataAddress ?? (keepsServer ? client.MetadataAddress : null),
            Endpoints = keepsServer && ClientFactory.Given(tenant.Endpoints).Count == 0 ? client.Endpoints : tenant.Endpoints,
            Quirks = client.Quirks,
            BackchannelTimeout = tenant.BackchannelTimeout ?? client.BackchannelTimeout,
        };
        merged.TakeConstraint(tenant.SenderConstraint ?? client.SenderConstraint);
        var credential = HasCredential(tenant) ? tenant : client;
        merged.ClientSecret = credential.ClientSecret;
        // The method of another credential isn't one for this.
        merged.ClientAuthentication ??= credential == client || (tenant.ClientSecret is not null && client.ClientSecret is not null) ? client.ClientAuthentication : null;
        foreach (var parameters in new[] { client.Parameters, tenant.Parameters })
        {
            foreach (var (name, value) in parameters)
            {
                merged.Parameters[name] = value;
            }
        }

        ClientFeatures.Available?.Merge(client, tenant, credential, merged);
        if (namesVendor)
        {
            VendorFeature.Available?.Apply(client, tenant, merged, vendors);
        }

        return merged;
    }

    /// <summary>Whether the tenant has a credential of its own, in place of the client's.</summary>
    private static bool HasCredential(OAuthClientOptions tenant) =>
        tenant.ClientSecret is not null || tenant.PreviousClientSecret is not null || tenant.PrivateKey is not null || tenant.ClientAssertionFile is not null
        || tenant.ClientAuthentication is AuthenticationMethods.None or AuthenticationMethods.TlsClientAuth or AuthenticationMethods.SelfSignedTlsClientAuth;
}
