using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit.Generators.Tests;

/// <summary>What a project that uses OAuthKit references.</summary>
internal static class References
{
    public static readonly IReadOnlyList<MetadataReference> WithoutOAuthKit = [.. Net100.References.All, Of(typeof(Refit.GetAttribute))];

    public static readonly IReadOnlyList<MetadataReference> All =
    [
        .. WithoutOAuthKit,
        Of(typeof(OAuth2ApiAttribute)),
        Of(typeof(OAuthClient)),
        Of(typeof(IServiceCollection)),
        Of(typeof(IHttpClientBuilder)),
        Of(typeof(IConfiguration)),
    ];

    /// <summary>Refit's own generator, as its package brings it to a user.</summary>
    public static ISourceGenerator RefitGenerator()
    {
        var path = typeof(References).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RefitGenerator").Value!;
        var type = Assembly.LoadFrom(path).GetTypes().Single(type => type.IsDefined(typeof(GeneratorAttribute)) && typeof(IIncrementalGenerator).IsAssignableFrom(type));
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }

    private static PortableExecutableReference Of(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);
}
