namespace OAuthKit;

/// <summary>What the attributes of an API say of its tokens' binding, against the client that the API is given without a container.</summary>
internal static class StandaloneBinding
{
    public static void ThrowIfMissing(string api, OAuthClient client, bool mutualTls)
    {
        // With the aliases alone the certificate is shown by somebody else, such as a sidecar.
        if (mutualTls && client.Certificate is null && !client.UseMtlsEndpointAliases)
        {
            throw new InvalidOperationException($"The API \"{api}\" asks for tokens that are bound to a certificate ([MutualTls]), and the client has none. Give it one: new OAuthClient(...) {{ Certificate = ... }}.");
        }
    }

    public static void ThrowIfContradicted(string api, OAuthClient client, ApiPolicy policy)
    {
        if (policy.Dpop == true && client.Dpop is null)
        {
            throw new InvalidOperationException($"The API \"{api}\" asks for tokens that are bound to a key ([Dpop]), and those of the client aren't. Bind them: new OAuthClient(...) {{ Dpop = new DpopOptions() }}.");
        }

        if (policy.Dpop == false && client.Dpop is not null)
        {
            throw new InvalidOperationException($"The API \"{api}\" asks for tokens that are bound to no key ([Dpop(false)]), and all tokens of the client are (OAuthClient.Dpop). Register it in a container, which has a client of each kind, or give a client without Dpop.");
        }
    }
}
