using Microsoft.Extensions.Options;

namespace OAuthKit.Testing;

/// <summary>Gives the back channel a handler that trusts a test authority. The container owns both.</summary>
internal sealed class TrustedBackchannel(TestCertificateAuthority authority) : IPostConfigureOptions<BackchannelOptions>, IDisposable
{
    private readonly SocketsHttpHandler _handler = authority.CreateHandler();

    public void PostConfigure(string? name, BackchannelOptions options) => options.Handler = _handler;

    public void Dispose() => _handler.Dispose();
}
