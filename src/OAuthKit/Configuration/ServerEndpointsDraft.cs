namespace OAuthKit;

/// <summary>The endpoints of a section while it is read, by their names.</summary>
internal sealed class ServerEndpointsDraft
{
    public Dictionary<string, string?> Urls { get; } = new(StringComparer.Ordinal);

    public ServerEndpoints ToEndpoints() => new()
    {
        Token = Urls.GetValueOrDefault("Token"),
        Authorization = Urls.GetValueOrDefault("Authorization"),
        DeviceAuthorization = Urls.GetValueOrDefault("DeviceAuthorization"),
        BackchannelAuthentication = Urls.GetValueOrDefault("BackchannelAuthentication"),
        PushedAuthorization = Urls.GetValueOrDefault("PushedAuthorization"),
        Revocation = Urls.GetValueOrDefault("Revocation"),
        Introspection = Urls.GetValueOrDefault("Introspection"),
        UserInfo = Urls.GetValueOrDefault("UserInfo"),
        Registration = Urls.GetValueOrDefault("Registration"),
        EndSession = Urls.GetValueOrDefault("EndSession"),
        Jwks = Urls.GetValueOrDefault("Jwks"),
    };
}
