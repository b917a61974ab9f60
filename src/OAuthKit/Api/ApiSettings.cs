using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace OAuthKit;

/// <summary>What all clients of one registration share: the settings of each policy, made once, over one serializer.</summary>
internal sealed class ApiSettings
{
    private readonly ApiPolicy[] _policies;
    private readonly RefitSettings[] _settings;
    private readonly OAuthApiOptions _options;
    private readonly ApiClients _clients;
    private readonly string _name;

    public ApiSettings(string name, ApiPolicy[] policies, OAuthApiOptions options, JsonSerializerContext? json, ApiClients clients)
    {
        _policies = policies;
        _options = options;
        _clients = clients;
        _name = name;
        var serializer = RefitBridge.CreateSerializer(json);
        _settings = Array.ConvertAll(policies, policy => Create(policy.Resolve(name, options, clients)));

        RefitSettings Create(TokenPolicy policy)
        {
            var settings = RefitBridge.CreateSettings(serializer, policy, options.ConfigureRefit);
            RefitBridge.ThrowIfJsonIsMissing(settings, serializer, json, JsonSerializer.IsReflectionEnabledByDefault, name);
            return settings;
        }
    }

    /// <summary>The settings of a policy: the shared ones, unless the client is bound to something that the policy minds.</summary>
    public RefitSettings Of(int index, CallBinding binding)
    {
        var policy = _policies[index];
        if (policy.IsCallerSupplied && binding.AccessToken is { } token)
        {
            return Bind(index, TokenPolicy.CallerSupplied, KeyValuePair.Create<string, object?>(OAuthHandler.AccessTokenOption.Key, token));
        }

        var isOfSubject = policy.IsOfSubject && binding.Subject is not null;
        if (!isOfSubject && !(policy.TakesScopes && binding.Scope is not null) && !(policy.NeedsClient && binding.Tenant is not null))
        {
            return _settings[index];
        }

        return Bind(
            index,
            policy.Resolve(_name, _options, _clients, binding),
            KeyValuePair.Create<string, object?>(OAuthParameter.SubjectToken, isOfSubject ? binding.Subject : null),
            KeyValuePair.Create<string, object?>(OAuthParameter.ActorToken, isOfSubject ? binding.Actor : null),
            KeyValuePair.Create<string, object?>(OAuthParameter.Tenant, binding.Tenant));
    }

    // The serializer is that of the policy even where the user's hook makes one: it holds the metadata of every type.
    private RefitSettings Bind(int index, TokenPolicy policy, params ReadOnlySpan<KeyValuePair<string, object?>> values)
    {
        var serializer = _settings[index].ContentSerializer;
        var bound = RefitBridge.CreateSettings(serializer, policy, _options.ConfigureRefit, values);
        bound.ContentSerializer = serializer;
        return bound;
    }
}
