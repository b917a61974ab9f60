using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>Where clients, APIs and token settings stand: the section given to AddOAuthKit, else <c>OAuth</c> of the container's configuration.</summary>
internal sealed class OAuthConfiguration(IServiceProvider services)
{
    private readonly IEnumerable<ClientRegistration> _clients = services.GetServices<ClientRegistration>();

    public IConfiguration? Root { get; } =
        services.GetService<RootRegistration>()?.Section ?? services.GetService<IConfiguration>()?.GetSection(RootSection.Name);

    /// <summary>Whether all of the section is this program's.</summary>
    public bool IsExplicit { get; } = services.GetService<RootRegistration>() is not null;

    public IConfiguration? Tokens => Sections.Find(Root, RootSection.Tokens);

    /// <summary>The clients of <c>AddOAuthClient</c>.</summary>
    public IReadOnlyCollection<string> AddedClientNames
    {
        get
        {
            var names = new List<string>();
            foreach (var client in _clients)
            {
                names.Add(client.Name);
            }

            return names;
        }
    }

    /// <summary>All clients, with those of the section.</summary>
    public IReadOnlyCollection<string> ClientNames
    {
        get
        {
            var names = new HashSet<string>(AddedClientNames, StringComparer.OrdinalIgnoreCase);
            if (Root is { } root)
            {
                foreach (var client in root.GetSection(RootSection.Clients).GetChildren())
                {
                    names.Add(client.Key);
                }
            }

            return names;
        }
    }

    /// <summary>The name of a client as it was given where the client was added; null where there is none.</summary>
    public string? FindClientName(string name)
    {
        foreach (var known in ClientNames)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>The section of an API. It need not exist: what is missing there is then told by its keys.</summary>
    public IConfiguration? Api(string name) => Root?.GetSection($"{RootSection.Apis}:{name}");

    /// <summary>The section of a client; its own wins over that of the root.</summary>
    public IConfiguration? Client(string name)
    {
        foreach (var client in _clients)
        {
            if (client.HasName(name) && client.Section is { } section)
            {
                return section;
            }
        }

        return Sections.Find(Root, $"{RootSection.Clients}:{name}");
    }

    public OptionsSubject ClientSubject(string name) => new(Client(name), $"the client \"{name}\"");
}
