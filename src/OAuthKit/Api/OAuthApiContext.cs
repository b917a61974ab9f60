using System.ComponentModel;

namespace OAuthKit;

/// <summary>What a generated client is made from. Generated code alone uses it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OAuthApiContext
{
    private readonly HttpClient _http;
    private readonly ApiSettings _settings;
    private readonly AccessToken? _token;

    internal OAuthApiContext(HttpClient http, ApiSettings settings, AccessToken? token = null)
    {
        _http = http;
        _settings = settings;
        _token = token;
    }

    /// <summary>The client whose requests carry the token of one policy.</summary>
    /// <typeparam name="T">The annotated interface.</typeparam>
    /// <param name="policy">The number of the policy, as given to <see cref="OAuthApi{TApi, TClient, TOptions}"/>.</param>
    /// <returns>A client that is cheap to make and shares the connections of the API.</returns>
    public T Client<T>(int policy)
        where T : class =>
        RefitBridge.CreateClient<T>(_http, _settings.Of(policy, _token));

    /// <summary>The same for calls with a caller's token: those under <see cref="AccessTokenAttribute"/> that don't bring one of their own.</summary>
    /// <param name="token">The token.</param>
    /// <returns>A context to make a bound client from.</returns>
    public OAuthApiContext WithAccessToken(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new(_http, _settings, token);
    }
}
