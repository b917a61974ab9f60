namespace OAuthKit;

/// <summary>An authorization server that all clients share which name it the same and reach it by the same back channel.</summary>
internal sealed class SharedServer(OAuthClientOptions client, BackchannelOptions backchannel)
{
    private readonly string? _issuer = client.Issuer;
    private readonly ServerQuirks _quirks = client.Quirks;
    private readonly string? _metadataAddress = client.MetadataAddress;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _endpoints = ClientFactory.Given(client.Endpoints);

    public AuthorizationServer Server { get; } = ClientFactory.CreateServer(client, backchannel);

    public bool Serves(OAuthClientOptions other, BackchannelOptions otherBackchannel) =>
        _issuer == other.Issuer
        && _quirks == other.Quirks
        && _metadataAddress == other.MetadataAddress
        && HasEndpoints(ClientFactory.Given(other.Endpoints))
        && backchannel.Handler == otherBackchannel.Handler
        && backchannel.ConfigureHandler == otherBackchannel.ConfigureHandler
        && backchannel.WrapHandler == otherBackchannel.WrapHandler
        && backchannel.RevocationMode == otherBackchannel.RevocationMode
        && backchannel.Timeout == otherBackchannel.Timeout
        && backchannel.DangerouslyAllowHttp == otherBackchannel.DangerouslyAllowHttp
        && backchannel.GuardAddresses == otherBackchannel.GuardAddresses
        && backchannel.AddressGuard == otherBackchannel.AddressGuard
        && backchannel.TimeProvider == otherBackchannel.TimeProvider;

    private bool HasEndpoints(IReadOnlyList<KeyValuePair<string, string>> others)
    {
        for (var i = 0; i < others.Count && i < _endpoints.Count; i++)
        {
            if (others[i].Key != _endpoints[i].Key || others[i].Value != _endpoints[i].Value)
            {
                return false;
            }
        }

        return others.Count == _endpoints.Count;
    }
}
