using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OAuthKit.Generators;

/// <summary>A token attribute as it stands in the source.</summary>
internal sealed class TokenAttribute
{
    public TokenAttribute(AttributeSyntax syntax, string name, SemanticModel model, CancellationToken cancellationToken)
    {
        Syntax = syntax;
        Name = name;
        var arguments = syntax.ArgumentList?.Arguments ?? [];
        Texts = [.. arguments.Where(argument => argument.NameEquals is null)
            .SelectMany(argument => Expressions(argument.Expression))
            .Select(expression => (expression, model.GetConstantValue(expression, cancellationToken).Value as string))
            .Where(item => item.Item2 is not null)
            .Select(item => (item.expression, item.Item2!))];
    }

    public AttributeSyntax Syntax { get; }

    /// <summary>The full name of the attribute's class.</summary>
    public string Name { get; }

    /// <summary>The constant texts of the constructor's arguments.</summary>
    public IReadOnlyList<(ExpressionSyntax Expression, string Value)> Texts { get; }

    private static IEnumerable<ExpressionSyntax> Expressions(ExpressionSyntax argument) => argument switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } items } => items.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: { } items } => items.Expressions,
        CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression),
        _ => [argument],
    };
}
