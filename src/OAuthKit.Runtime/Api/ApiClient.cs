using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace OAuthKit;

/// <summary>
/// Calls a REST API under a root URL, which no path leads out of. Each call carries the token of its policy, and throws an
/// <see cref="ApiResponseException"/> where the API answers with an error. Safe for use by many threads.
/// </summary>
public sealed class ApiClient : IDisposable
{
    private readonly ApiTransport _transport;
    private readonly ApiClientOptions _options;
    private readonly ApiRoot _root;
    private readonly bool _ownsTransport;

    /// <summary>A client whose calls carry the token of a grant.</summary>
    /// <param name="root">The root URL of the API, which is https. With or without a slash at its end is the same.</param>
    /// <param name="client">The client that asks for the token. It isn't disposed.</param>
    /// <param name="grant">What to ask for.</param>
    /// <param name="options">Further options.</param>
    /// <exception cref="ArgumentException">The root isn't an absolute https URL without query and fragment, or the grant can be used once only (use <see cref="TokenSource"/>).</exception>
    public ApiClient(Uri root, OAuthClient client, TokenGrant grant, ApiClientOptions? options = null)
        : this(root, new TokenPolicy(client, grant), options, client, null)
    {
    }

    /// <summary>A client whose calls carry the token of a source, which the client keeps and has renewed.</summary>
    /// <param name="root">The root URL of the API.</param>
    /// <param name="tokens">The source.</param>
    /// <param name="options">Further options.</param>
    /// <exception cref="ArgumentException">The root isn't an absolute https URL without query and fragment.</exception>
    public ApiClient(Uri root, TokenSource tokens, ApiClientOptions? options = null)
        : this(root, tokens, options, new TokenManager(new TokenManagerOptions { LoggerFactory = options?.LoggerFactory }))
    {
    }

    /// <summary>A client whose calls carry the token of a policy, such as <see cref="TokenPolicy.Anonymous"/>.</summary>
    /// <param name="root">The root URL of the API.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="options">Further options.</param>
    /// <exception cref="ArgumentException">The root isn't an absolute https URL without query and fragment.</exception>
    public ApiClient(Uri root, TokenPolicy policy, ApiClientOptions? options = null)
        : this(root, policy, options, null, null)
    {
    }

    /// <summary>A client over an <see cref="HttpClient"/>, whose handlers give the token; one of <c>IHttpClientFactory</c>, say.</summary>
    /// <param name="http">The HttpClient. It isn't disposed. Where it follows redirects, these may leave the root.</param>
    /// <param name="root">The root URL of the API; null takes its base address.</param>
    /// <param name="options">Further options.</param>
    /// <exception cref="ArgumentException">The root isn't an absolute https URL without query and fragment.</exception>
    public ApiClient(HttpClient http, Uri? root = null, ApiClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _options = (options ?? new()).Copy();
        _root = ApiRoot.Create(root ?? http.BaseAddress ?? throw new ArgumentException("There is no root URL: give one, or an HttpClient with a base address.", nameof(root)), _options, nameof(root));
        _transport = ApiTransport.Given(http);
    }

    private ApiClient(Uri root, TokenSource tokens, ApiClientOptions? options, TokenManager manager)
        : this(root, new TokenPolicy(tokens, manager, "api"), options, null, manager)
    {
    }

    private ApiClient(Uri root, TokenPolicy policy, ApiClientOptions? options, OAuthClient? client, TokenManager? manager)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _options = (options ?? new()).Copy();
        _root = ApiRoot.Create(root, _options, nameof(root));
        var connections = _options.Handler is null ? client?.CreateApiHandler(root, _options.AllowedOrigins) : null;
        _transport = ApiTransport.Create(root, policy, _options, connections, manager);
        _ownsTransport = true;
    }

    private ApiClient(ApiTransport transport, ApiClientOptions options, ApiRoot root)
    {
        _transport = transport;
        _options = options;
        _root = root;
    }

    /// <summary>The root URL, as it was given.</summary>
    public Uri Root => _root.Url;

    /// <summary>A client for what is under one part of the path, with the same settings, tokens and connections. It needn't be disposed.</summary>
    /// <param name="segment">The part, which is escaped.</param>
    public ApiClient this[ApiSegment segment]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(segment);
            return new(_transport, _options, _root.Child(segment));
        }
    }

    /// <summary>Gets a resource as JSON.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="path">Where; null is the root itself.</param>
    /// <param name="typeInfo">How it is read, from a source-generated context.</param>
    /// <param name="call">What is different for this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The resource; null where the answer is empty or JSON <c>null</c>.</returns>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)" path="/exception"/>
    public Task<T?> GetAsync<T>(ApiPath? path, JsonTypeInfo<T> typeInfo, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, path, null, typeInfo, call, cancellationToken);

    /// <summary>Gets a resource.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)"/>
    public Task<HttpResponseMessage> GetAsync(ApiPath? path = null, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, path, null, call, cancellationToken);

    /// <summary>Gets a resource as a stream, which is read as it comes.</summary>
    /// <param name="path">Where; null is the root itself.</param>
    /// <param name="call">What is different for this call. Its timeout ends when the answer begins.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The stream. Dispose it: it holds the connection.</returns>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)" path="/exception"/>
    public async Task<Stream> GetStreamAsync(ApiPath? path = null, ApiCall? call = null, CancellationToken cancellationToken = default)
    {
        var response = await SendAsync(HttpMethod.Get, path, null, call, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Posts, and reads the answer as JSON.</summary>
    /// <inheritdoc cref="SendAsync{T}(HttpMethod, ApiPath, ApiBody, JsonTypeInfo{T}, ApiCall, CancellationToken)"/>
    public Task<T?> PostAsync<T>(ApiPath? path, ApiBody? body, JsonTypeInfo<T> typeInfo, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, path, body, typeInfo, call, cancellationToken);

    /// <summary>Posts.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)"/>
    public Task<HttpResponseMessage> PostAsync(ApiPath? path, ApiBody? body = null, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, path, body, call, cancellationToken);

    /// <summary>Puts a resource, and reads the answer as JSON.</summary>
    /// <inheritdoc cref="SendAsync{T}(HttpMethod, ApiPath, ApiBody, JsonTypeInfo{T}, ApiCall, CancellationToken)"/>
    public Task<T?> PutAsync<T>(ApiPath? path, ApiBody? body, JsonTypeInfo<T> typeInfo, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, path, body, typeInfo, call, cancellationToken);

    /// <summary>Puts a resource.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)"/>
    public Task<HttpResponseMessage> PutAsync(ApiPath? path, ApiBody? body = null, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, path, body, call, cancellationToken);

    /// <summary>Changes a resource, and reads the answer as JSON.</summary>
    /// <inheritdoc cref="SendAsync{T}(HttpMethod, ApiPath, ApiBody, JsonTypeInfo{T}, ApiCall, CancellationToken)"/>
    public Task<T?> PatchAsync<T>(ApiPath? path, ApiBody? body, JsonTypeInfo<T> typeInfo, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, path, body, typeInfo, call, cancellationToken);

    /// <summary>Changes a resource.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)"/>
    public Task<HttpResponseMessage> PatchAsync(ApiPath? path, ApiBody? body = null, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, path, body, call, cancellationToken);

    /// <summary>Deletes a resource.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)"/>
    public Task<HttpResponseMessage> DeleteAsync(ApiPath? path, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, path, null, call, cancellationToken);

    /// <summary>Asks for the headers of a resource alone.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)"/>
    public Task<HttpResponseMessage> HeadAsync(ApiPath? path = null, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Head, path, null, call, cancellationToken);

    /// <summary>Asks what may be done with a resource.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)"/>
    public Task<HttpResponseMessage> OptionsAsync(ApiPath? path = null, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Options, path, null, call, cancellationToken);

    /// <summary>Calls with any method, and reads the answer as JSON.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="path">Where; null is the root itself.</param>
    /// <param name="body">What is sent; null sends nothing.</param>
    /// <param name="typeInfo">How the answer is read, from a source-generated context.</param>
    /// <param name="call">What is different for this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer; null where it is empty or JSON <c>null</c>.</returns>
    /// <inheritdoc cref="SendAsync(HttpMethod, ApiPath, ApiBody, ApiCall, CancellationToken)" path="/exception"/>
    public async Task<T?> SendAsync<T>(HttpMethod method, ApiPath? path, ApiBody? body, JsonTypeInfo<T> typeInfo, ApiCall? call = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        using var response = await SendAsync(method, path, body, call, cancellationToken).ConfigureAwait(false);
        return await ApiAnswer.ReadJsonAsync(response, typeInfo, method, response.RequestMessage!.RequestUri!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Calls with any method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Where; null is the root itself.</param>
    /// <param name="body">What is sent; null sends nothing.</param>
    /// <param name="call">What is different for this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer, read into memory. Dispose it.</returns>
    /// <exception cref="ArgumentException">The path leads out of the root. Nothing was sent.</exception>
    /// <exception cref="ApiResponseException">The API answered with an error, or with something that can't be read.</exception>
    /// <exception cref="OAuthException">No token could be had, so nothing was sent to the API; or it wants another one (<see cref="StepUpRequiredException"/>, <see cref="InsufficientScopeException"/>).</exception>
    /// <exception cref="HttpRequestException">The API or the authorization server can't be reached.</exception>
    /// <exception cref="OperationCanceledException">The call was ended, or its time was up; the inner exception is a <see cref="TimeoutException"/> then.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, ApiPath? path, ApiBody? body = null, ApiCall? call = null, CancellationToken cancellationToken = default) =>
        SendAsync(method, path, body, call, HttpCompletionOption.ResponseContentRead, cancellationToken);

    /// <summary>Closes the connections of this client. What was given to it isn't disposed; a sub-client has nothing to close.</summary>
    public void Dispose()
    {
        if (_ownsTransport)
        {
            _transport.Dispose();
        }
    }

    /// <summary>The root.</summary>
    /// <returns>Its URL.</returns>
    public override string ToString() => Root.AbsoluteUri;

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, ApiPath? path, ApiBody? body, ApiCall? call, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(method);
        var booleans = call?.BooleanFields ?? _options.BooleanFields;
        var url = _root.Resolve(path, call?.Query?.Encode(NullFields.Exclude, booleans) ?? "");
        using var request = new HttpRequestMessage(method, url) { Content = body?.CreateContent(call?.NullFields ?? _options.NullFields, booleans) };
        SetHeaders(request, call);
        if (_transport.Policy is { } policy)
        {
            request.Options.Set(OAuthHandler.PolicyOption, call?.Policy ?? policy);
        }

        using var timeout = new CancellationTokenSource(call?.Timeout ?? _options.Timeout, _options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await _transport.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token).ConfigureAwait(false);
            response.RequestMessage ??= request;
            if ((call?.ThrowOnError ?? _options.ThrowOnError) && ApiAnswer.IsError(response))
            {
                throw await ApiAnswer.ReadErrorAsync(response, request, url, _options.TimeProvider, linked.Token).ConfigureAwait(false);
            }

            if (completion == HttpCompletionOption.ResponseContentRead)
            {
                await response.Content.LoadIntoBufferAsync(linked.Token).ConfigureAwait(false);
            }

            return response;
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw new TaskCanceledException("The API didn't answer in time. Raise the timeout of the client or the call where it needs longer.", new TimeoutException("The time of the call is up.", e));
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    private void SetHeaders(HttpRequestMessage request, ApiCall? call)
    {
        foreach (var (name, value) in _options.Headers)
        {
            if (call?.Headers.ContainsKey(name) != true)
            {
                Add(request, name, value);
            }
        }

        foreach (var (name, value) in call?.Headers ?? new Dictionary<string, string>(0))
        {
            Add(request, name, value);
        }

        if (!request.Headers.NonValidated.Contains("Accept"))
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Wire.Json));
        }
    }

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content?.Headers.TryAddWithoutValidation(name, value) != true)
        {
            throw new ArgumentException($"The header {ServerText.Clean(name)} can't be sent with this call.", nameof(name));
        }
    }
}
