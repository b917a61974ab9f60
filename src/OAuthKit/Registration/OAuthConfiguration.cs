using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>Where clients, APIs and token settings stand: the section given to AddOAuthKit, else <c>OAuth</c> of the container's configuration.</summary>
internal sealed class OAuthConfiguration(IServiceProvider services)
{
    private readonly ClientRegistration[] _clients = [.. services.GetServices<ClientRegistration>()];

    public IConfiguration? Root { get; } =
        services.GetService<RootRegistration>()?.Section ?? services.GetService<IConfiguration>()?.GetSection(RootSection.Name);

    /// <summary>Whether all of the section is this program's.</summary>
    public bool IsExplicit { get; } = services.GetService<RootRegistration>() is not null;

    public IConfiguration? Tokens => Sections.Find(Root, RootSection.Tokens);

    public IReadOnlyCollection<string> ClientNames =>
        [.. _clients.Select(client => client.Name).Union(RootClientNames, StringComparer.OrdinalIgnoreCase)];

    public IEnumerable<string> RootClientNames => Root?.GetSection(RootSection.Clients).GetChildren().Select(client => client.Key) ?? [];

    public IEnumerable<string> AddedClientNames => _clients.Select(client => client.Name);

    /// <summary>The section of an API. It need not exist: what is missing there is then told by its keys.</summary>
    public IConfiguration? Api(string name) => Root?.GetSection($"{RootSection.Apis}:{name}");

    /// <summary>The section of a client; its own wins over that of the root.</summary>
    public IConfiguration? Client(string name) =>
        _clients.FirstOrDefault(client => client.HasName(name))?.Section ?? Sections.Find(Root, $"{RootSection.Clients}:{name}");

    public OptionsSubject ClientSubject(string name) => new(Client(name), $"the client \"{name}\"");
}
