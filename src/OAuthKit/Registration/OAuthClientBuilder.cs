using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

internal sealed class OAuthClientBuilder(string name, IServiceCollection services) : IOAuthClientBuilder
{
    public string Name { get; } = name;

    public IServiceCollection Services { get; } = services;
}
