namespace OAuthKit.Testing;

/// <summary>CIBA sections 10.1 and 11.</summary>
internal sealed class BackchannelTestGrant(BackchannelAuthenticationEndpoint endpoint) : PollingTestGrant(endpoint, ParameterNames.AuthenticationRequestId)
{
    public override string GrantType => GrantTypes.Backchannel;
}
