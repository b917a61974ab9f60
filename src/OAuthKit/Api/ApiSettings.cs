using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace OAuthKit;

/// <summary>What all clients of one registration share: the settings of each policy, made once, over one serializer.</summary>
internal sealed class ApiSettings
{
    private readonly ApiPolicy[] _policies;
    private readonly RefitSettings[] _settings;
    private readonly Action<RefitSettings>? _configure;

    public ApiSettings(string name, ApiPolicy[] policies, OAuthApiOptions options, JsonSerializerContext? json, Func<ApiPolicy, TokenGrant, TokenPolicy> policyOf)
    {
        _policies = policies;
        _configure = options.ConfigureRefit;
        var serializer = RefitBridge.CreateSerializer(json);
        _settings = Array.ConvertAll(policies, policy => Create(policy.Resolve(options, policyOf)));

        RefitSettings Create(TokenPolicy policy)
        {
            var settings = RefitBridge.CreateSettings(serializer, policy, token: null, _configure);
            RefitBridge.ThrowIfJsonIsMissing(settings, serializer, json, JsonSerializer.IsReflectionEnabledByDefault, name);
            return settings;
        }
    }

    public RefitSettings Of(int policy, AccessToken? token) =>
        token is not null && _policies[policy].IsCallerSupplied
            ? Bind(_settings[policy], token)
            : _settings[policy];

    // The serializer is that of the policy even where the user's hook makes one: it holds the metadata of every type.
    private RefitSettings Bind(RefitSettings settings, AccessToken token)
    {
        var bound = RefitBridge.CreateSettings(settings.ContentSerializer, TokenPolicy.CallerSupplied, token, _configure);
        bound.ContentSerializer = settings.ContentSerializer;
        return bound;
    }
}
