using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>Reads the constants of an attribute, also of one that the user is still typing.</summary>
internal static class AttributeArguments
{
    public static string? Text(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    public static bool Flag(this AttributeData attribute, int index, bool whereAbsent) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Primitive, Value: bool flag } ? flag : whereAbsent;

    public static IEnumerable<string> Texts(this AttributeData attribute) => attribute.ConstructorArguments.SelectMany(Texts);

    public static T? Named<T>(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind is not (TypedConstantKind.Error or TypedConstantKind.Array) && argument.Value.Value is T value)
            {
                return value;
            }
        }

        return default;
    }

    private static IEnumerable<string> Texts(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Array, IsNull: false } => constant.Values.SelectMany(Texts),
        { Kind: TypedConstantKind.Primitive, Value: string text } => [text],
        _ => [],
    };
}
