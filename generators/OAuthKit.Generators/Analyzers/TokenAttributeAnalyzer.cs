using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators;

/// <summary>Looks at each token attribute where it stands, with the texts in its arguments.</summary>
public abstract class TokenAttributeAnalyzer : OAuthKitAnalyzer
{
    private static readonly HashSet<string> _names =
    [
        AttributeNames.ClientCredentials, AttributeNames.AuthorizationCode, AttributeNames.DeviceCode, AttributeNames.Backchannel,
        AttributeNames.TokenExchange, AttributeNames.JwtBearer, AttributeNames.AccessToken, AttributeNames.Anonymous,
        AttributeNames.Scopes, AttributeNames.Resource, AttributeNames.Audience, AttributeNames.TokenParameter,
        AttributeNames.Dpop, AttributeNames.MutualTls,
    ];

    private protected override void Register(CompilationStartAnalysisContext start, ApiInterfaces apis) => start.RegisterSyntaxNodeAction(
        context =>
        {
            var syntax = (AttributeSyntax)context.Node;
            if (IsCandidate(syntax) && context.SemanticModel.GetTypeInfo(syntax, context.CancellationToken).Type is { } type && _names.Contains(type.ToDisplayString()))
            {
                Analyze(context, apis, new(syntax, type.ToDisplayString(), context.SemanticModel, context.CancellationToken));
            }
        },
        SyntaxKind.Attribute);

    private protected abstract void Analyze(SyntaxNodeAnalysisContext context, ApiInterfaces apis, TokenAttribute attribute);

    /// <summary>A look at the name before the compiler is asked what it means.</summary>
    private static bool IsCandidate(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return _names.Contains("OAuthKit." + name) || _names.Contains($"OAuthKit.{name}Attribute");
    }
}
