namespace OAuthKit.Generators.Tests;

internal static class RuntimeStub
{
    public const string Source = """
        #nullable enable
        #pragma warning disable CS1591
        using System;
        using System.Collections.Generic;
        using System.Net.Http;
        using System.Text.Json.Serialization;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        namespace OAuthKit
        {
            public sealed class ApiPolicy
            {
                public ApiPolicy(TokenGrant grant) { }
                public static ApiPolicy Anonymous { get; } = new(new ClientCredentialsGrant());
                public static ApiPolicy AccessToken { get; } = new(new ClientCredentialsGrant());
            }
            public abstract class OAuthApiOptions { }
            public sealed class OAuthApiContext
            {
                public T Client<T>(int policy) where T : class => throw new NotImplementedException();
                public OAuthApiContext WithAccessToken(AccessToken token) => throw new NotImplementedException();
            }
            public sealed class OAuthApi<TApi, TClient, TOptions> where TApi : class where TClient : class, TApi where TOptions : OAuthApiOptions, new()
            {
                public OAuthApi(string name, Func<OAuthApiContext, TClient> create, params ReadOnlySpan<ApiPolicy> policies) { }
                public JsonSerializerContext? Json { get; init; }
                public TClient Create(OAuthClient client, Uri baseAddress, Action<TOptions>? configure = null, HttpMessageHandler? handler = null) => throw new NotImplementedException();
                public IHttpClientBuilder Add(IServiceCollection services) => throw new NotImplementedException();
                public IHttpClientBuilder Add(IServiceCollection services, IConfiguration section) => throw new NotImplementedException();
                public IHttpClientBuilder Add(IServiceCollection services, Action<TOptions> configure) => throw new NotImplementedException();
                public IHttpClientBuilder AddKeyed(IServiceCollection services, object key, IConfiguration section) => throw new NotImplementedException();
            }
        }
        """;
}
