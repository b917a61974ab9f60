using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Registers OAuth clients in a container.</summary>
public static class OAuthServiceCollectionExtensions
{
    /// <summary>
    /// Takes clients, APIs and the settings of tokens from a section with the keys <c>Clients</c>, <c>Apis</c> and
    /// <c>Tokens</c>. Without this call they are looked for in the section <c>OAuth</c> of the container's configuration, and
    /// only what is used is checked at start; with it all clients of the section are.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("OAuth")</c>.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public static IServiceCollection AddOAuthKit(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        Sections.ThrowIfRoot(section, "OAuth");
        if (Registrations.Has<RootRegistration>(services, static _ => true))
        {
            throw new InvalidOperationException("AddOAuthKit was called before. Put all clients into one section, or add further ones by AddOAuthClient.");
        }

        CoreServices.Add(services);
        services.AddSingleton(new RootRegistration(section));
        return services;
    }

    /// <summary>
    /// Makes a vendor of one's own known to the configuration by its name, as <c>"Vendor": "Acme"</c>. An attribute and code need no
    /// such call.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="vendor">The profile, whose values the configuration completes.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddOAuthVendor(this IServiceCollection services, VendorProfile vendor)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(vendor);
        VendorFeature.Carry();
        return services.AddSingleton(vendor);
    }

    /// <summary>Registers a client with options set in code. <see cref="OAuthClient"/> is then a keyed service under its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the client.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder for what goes on about the client.</returns>
    /// <exception cref="InvalidOperationException">There is a client of this name.</exception>
    public static IOAuthClientBuilder AddOAuthClient(this IServiceCollection services, string name, Action<OAuthClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = Add(services, name, section: null);
        services.Configure(name, configure);
        return builder;
    }

    /// <summary>Registers a client with the options of a section, which has the keys of <c>OAuth:Clients:{name}</c>. <see cref="OAuthClient"/> is then a keyed service under its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the client.</param>
    /// <param name="section">The section.</param>
    /// <returns>A builder for what goes on about the client.</returns>
    /// <exception cref="InvalidOperationException">There is a client of this name.</exception>
    public static IOAuthClientBuilder AddOAuthClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        Sections.ThrowIfRoot(section, $"OAuth:Clients:{name}");
        return Add(services, name, section);
    }

    private static OAuthClientBuilder Add(IServiceCollection services, string name, IConfiguration? section)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Registrations.Has<ClientRegistration>(services, client => client.HasName(name)))
        {
            throw new InvalidOperationException($"There is an OAuth client \"{name}\" already. Give each its own name.");
        }

        CoreServices.Add(services);
        services.AddSingleton(new ClientRegistration(name, section));
        return new OAuthClientBuilder(name, services);
    }
}
