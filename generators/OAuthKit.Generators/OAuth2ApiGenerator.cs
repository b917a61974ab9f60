using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OAuthKit.Generators;

/// <summary>Emits the client, the options and the registration of each interface marked <c>[OAuth2Api]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OAuth2ApiGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AttributeNames.OAuth2Api,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (api, cancellationToken) => ApiParser.Parse(api, cancellationToken))
            .WithTrackingName(TrackingNames.Parsed);

        var apis = parsed
            .Collect()
            .SelectMany(static (models, _) => ApiModel.Distinct(models))
            .WithTrackingName(TrackingNames.Apis);

        context.RegisterSourceOutput(apis, static (output, api) => output.AddSource(api.HintName, ApiEmitter.Emit(api)));
    }
}
