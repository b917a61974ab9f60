using System.Text.Json.Serialization;
using Refit;

namespace OAuthKit;

/// <summary>The one place that reaches into Refit's runtime.</summary>
internal static class RefitBridge
{
    public static T CreateClient<T>(HttpClient http, RefitSettings settings)
        where T : class =>
        RestService.ForGenerated<T>(http, settings);

    // The options are Refit's own: those of the context would read {"id":7} as 0 in silence.
    public static IHttpContentSerializer CreateSerializer(JsonSerializerContext? json)
    {
        var options = SystemTextJsonContentSerializer.GetDefaultJsonSerializerOptions();
        options.TypeInfoResolver = json;
        return new SystemTextJsonContentSerializer(options);
    }

    public static RefitSettings CreateSettings(IHttpContentSerializer serializer, TokenPolicy policy, Action<RefitSettings>? configure, params ReadOnlySpan<KeyValuePair<string, object?>> values)
    {
        var settings = new RefitSettings(serializer) { HttpRequestMessageOptions = [] };
        configure?.Invoke(settings);

        // After the user's hook, which can't take these away.
        settings.HttpRequestMessageOptions[OAuthHandler.PolicyOption.Key] = policy;
        foreach (var (key, value) in values)
        {
            if (value is not null)
            {
                settings.HttpRequestMessageOptions[key] = value;
            }
        }

        settings.ExceptionRedactor = ApiExceptions.Redact(settings.ExceptionRedactor);
        settings.TransportExceptionFactory = ApiExceptions.PassOwn(settings.TransportExceptionFactory, settings.ExceptionRedactor);
        return settings;
    }

    public static void ThrowIfJsonIsMissing(RefitSettings settings, IHttpContentSerializer serializer, JsonSerializerContext? json, bool isReflectionEnabled, string api)
    {
        if (json is null && !isReflectionEnabled && ReferenceEquals(settings.ContentSerializer, serializer))
        {
            throw new InvalidOperationException(
                $"The API \"{api}\" has no JSON context, and JSON by reflection is off in this program (as it is with NativeAOT, trimming and in single-file programs). Name a JsonSerializerContext that knows its types: [OAuth2Api(\"{api}\", Json = typeof(...))].");
        }
    }
}
