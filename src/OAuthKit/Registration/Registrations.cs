using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>Finds what was registered before, while services are still being registered.</summary>
internal static class Registrations
{
    public static bool Has<T>(IServiceCollection services, Predicate<T> isMeant)
        where T : class
    {
        foreach (var service in services)
        {
            if (!service.IsKeyedService && service.ImplementationInstance is T registration && isMeant(registration))
            {
                return true;
            }
        }

        return false;
    }

    public static bool HasService(IServiceCollection services, Type type)
    {
        foreach (var service in services)
        {
            if (!service.IsKeyedService && service.ServiceType == type)
            {
                return true;
            }
        }

        return false;
    }
}
