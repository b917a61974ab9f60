using System.Collections.Concurrent;

namespace OAuthKit.Testing;

/// <summary>The clients that registered themselves.</summary>
internal sealed class ClientRegistrations(TestAuthorizationServer server)
{
    private readonly ConcurrentDictionary<string, ClientRegistration> _registrations = new(StringComparer.Ordinal);

    public ClientRegistration? Find(string clientId) => _registrations.GetValueOrDefault(clientId);

    public void Save(ClientRegistration registration)
    {
        _registrations[registration.ClientId] = registration;
        server.AddClient(registration.ToClient());
    }

    public void Remove(string clientId)
    {
        _registrations.TryRemove(clientId, out _);
        server.RemoveClient(clientId);
    }
}
