namespace OAuthKit;

/// <summary>What makes two clients share one authorization server: its name and addresses, and the same back channel.</summary>
internal sealed record ServerKey(string? Issuer, string? MetadataAddress, string? TokenEndpoint, HttpMessageHandler? Handler, TimeSpan Timeout, bool AllowHttp, TimeProvider Time)
{
    public static ServerKey Of(OAuthClientOptions client, BackchannelOptions backchannel) =>
        new(client.Issuer, client.MetadataAddress, client.TokenEndpoint, backchannel.Handler, backchannel.Timeout, backchannel.DangerouslyAllowHttp, backchannel.TimeProvider);
}
