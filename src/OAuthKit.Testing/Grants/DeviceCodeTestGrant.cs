namespace OAuthKit.Testing;

/// <summary>RFC 8628 sections 3.4 and 3.5.</summary>
internal sealed class DeviceCodeTestGrant(DeviceAuthorizationEndpoint endpoint) : PollingTestGrant(endpoint, ParameterNames.DeviceCode)
{
    public override string GrantType => GrantTypes.DeviceCode;
}
