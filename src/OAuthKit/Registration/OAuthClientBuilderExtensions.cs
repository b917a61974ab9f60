using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>What can be set about a registered client beyond its options.</summary>
public static class OAuthClientBuilderExtensions
{
    /// <summary>Sets how the client talks to its authorization server: handler, timeout, clock.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same builder.</returns>
    public static IOAuthClientBuilder ConfigureBackchannel(this IOAuthClientBuilder builder, Action<BackchannelOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }
}
