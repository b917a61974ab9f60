using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>Attributes written again on generated code, by their constructor call.</summary>
internal static class AttributeText
{
    /// <summary>Attributes of a type or member that its callers must see on the client too.</summary>
    private static readonly HashSet<string> _ofMembers =
    [
        "System.ObsoleteAttribute",
        "System.Diagnostics.CodeAnalysis.ExperimentalAttribute",
        "System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute",
        "System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute",
        "System.Diagnostics.CodeAnalysis.AllowNullAttribute",
        "System.Diagnostics.CodeAnalysis.DisallowNullAttribute",
        "System.Diagnostics.CodeAnalysis.MaybeNullAttribute",
    ];

    /// <summary>Attributes of a parameter that the compiler reads at the call, or compares with the interface.</summary>
    private static readonly HashSet<string> _ofParameters =
    [
        "System.Runtime.CompilerServices.CallerMemberNameAttribute",
        "System.Runtime.CompilerServices.CallerFilePathAttribute",
        "System.Runtime.CompilerServices.CallerLineNumberAttribute",
        "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute",
        "System.Diagnostics.CodeAnalysis.AllowNullAttribute",
        "System.Diagnostics.CodeAnalysis.DisallowNullAttribute",
        "System.Diagnostics.CodeAnalysis.StringSyntaxAttribute",
    ];

    public static EquatableArray<string> OfMember(ISymbol member) =>
        Select(member, _ofMembers).Select(attribute => $"[{Of(attribute)}]").ToEquatableArray();

    public static string OfParameter(IParameterSymbol parameter) =>
        string.Concat(Select(parameter, _ofParameters).Select(attribute => $"[{Of(attribute)}] "));

    /// <summary>The expression that makes the attribute again.</summary>
    public static string OfCreation(AttributeData attribute)
    {
        var arguments = string.Join(", ", attribute.ConstructorArguments.Select(ConstantText.Of));
        var members = string.Join(", ", attribute.NamedArguments.Select(argument => $"{Identifier.Escape(argument.Key)} = {ConstantText.Of(argument.Value)}"));
        return $"new {TypeText.Of(attribute.AttributeClass!)}({arguments}){(members.Length == 0 ? "" : $" {{ {members} }}")}";
    }

    private static IEnumerable<AttributeData> Select(ISymbol symbol, HashSet<string> names) =>
        symbol.GetAttributes().Where(attribute => attribute.AttributeClass is { } type && names.Contains(type.ToDisplayString()));

    private static string Of(AttributeData attribute)
    {
        var name = TypeText.Of(attribute.AttributeClass!);
        var arguments = attribute.ConstructorArguments.Select(ConstantText.Of)
            .Concat(attribute.NamedArguments.Select(argument => $"{argument.Key} = {ConstantText.Of(argument.Value)}"));
        var list = string.Join(", ", arguments);
        return name.Substring(0, name.Length - nameof(Attribute).Length) + (list.Length == 0 ? "" : $"({list})");
    }
}
