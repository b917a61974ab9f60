using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>Options of a <see cref="MutualTlsHandler"/>, copied when it is made.</summary>
public sealed class MutualTlsHandlerOptions
{
    /// <summary>
    /// Changes the handlers that are made, one for each certificate that a file holds in the course of time, for a proxy or a
    /// private certificate authority, say. Redirects and cookies stay off, TLS stays at 1.2 or later, and the client certificate
    /// is the handler's, whatever is set here.
    /// </summary>
    /// <value>The default is null.</value>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>Whether it is asked if the API's certificate was revoked. It costs requests to its authority, and fails where that can't be reached.</summary>
    /// <value>The default is <see cref="X509RevocationMode.NoCheck"/>, as that of .NET.</value>
    public X509RevocationMode RevocationMode { get; set; } = X509RevocationMode.NoCheck;

    internal MutualTlsHandlerOptions Copy() => (MutualTlsHandlerOptions)MemberwiseClone();
}
