namespace OAuthKit;

/// <summary>An authorization server that all clients share which name it the same and reach it by the same back channel.</summary>
internal sealed class SharedServer(OAuthClientOptions client, BackchannelOptions backchannel)
{
    private readonly string? _issuer = client.Issuer;
    private readonly string? _metadataAddress = client.MetadataAddress;
    private readonly string? _tokenEndpoint = client.TokenEndpoint;

    public AuthorizationServer Server { get; } = ClientFactory.CreateServer(client, backchannel);

    public bool Serves(OAuthClientOptions other, BackchannelOptions otherBackchannel) =>
        _issuer == other.Issuer
        && _metadataAddress == other.MetadataAddress
        && _tokenEndpoint == other.TokenEndpoint
        && backchannel.Handler == otherBackchannel.Handler
        && backchannel.ConfigureHandler == otherBackchannel.ConfigureHandler
        && backchannel.RevocationMode == otherBackchannel.RevocationMode
        && backchannel.Timeout == otherBackchannel.Timeout
        && backchannel.DangerouslyAllowHttp == otherBackchannel.DangerouslyAllowHttp
        && backchannel.GuardAddresses == otherBackchannel.GuardAddresses
        && backchannel.AddressGuard == otherBackchannel.AddressGuard
        && backchannel.TimeProvider == otherBackchannel.TimeProvider;
}
