using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>Finds what was registered before, while services are still being registered.</summary>
internal static class Registrations
{
    public static IEnumerable<T> Of<T>(IServiceCollection services)
        where T : class =>
        services
            .Where(service => !service.IsKeyedService && service.ServiceType == typeof(T))
            .Select(service => service.ImplementationInstance)
            .OfType<T>();
}
