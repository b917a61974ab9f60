using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>What goes on about a client that was registered by <see cref="OAuthServiceCollectionExtensions.AddOAuthClient(IServiceCollection, string, Action{OAuthClientOptions})"/>.</summary>
public interface IOAuthClientBuilder
{
    /// <summary>The name of the client, also that of its options.</summary>
    string Name { get; }

    /// <summary>The services.</summary>
    IServiceCollection Services { get; }
}
