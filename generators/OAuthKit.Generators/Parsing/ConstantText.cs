using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OAuthKit.Generators;

/// <summary>Constants as generated code writes them.</summary>
internal static class ConstantText
{
    /// <summary>The default value of a parameter.</summary>
    public static string OfDefault(IParameterSymbol parameter) => parameter switch
    {
        { ExplicitDefaultValue: { } value } => Of(value, Underlying(parameter.Type)),
        { Type.IsReferenceType: true, NullableAnnotation: not NullableAnnotation.Annotated } => "null!",
        { Type.IsReferenceType: true } => "null",
        _ => "default",
    };

    /// <summary>An argument of an attribute.</summary>
    public static string Of(TypedConstant constant) => constant switch
    {
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Array, Type: IArrayTypeSymbol array } => $"new {TypeText.Of(array)} {{ {string.Join(", ", constant.Values.Select(Of))} }}",
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => $"typeof({TypeText.Of(type)})",
        _ => Of(constant.Value!, constant.Type!),
    };

    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Of(object value, ITypeSymbol type) => type.TypeKind == TypeKind.Enum ? OfEnum(value, type) : value switch
    {
        bool flag => flag ? "true" : "false",
        string text => Of(text),
        char letter => SymbolDisplay.FormatLiteral(letter, quote: true),
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        sbyte or byte or short or ushort or int => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };

    private static string OfEnum(object value, ITypeSymbol type)
    {
        var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && value.Equals(field.ConstantValue));
        return member is null
            ? $"({TypeText.Of(type)})({((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)})"
            : $"{TypeText.Of(type)}.{Identifier.Escape(member.Name)}";
    }

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
