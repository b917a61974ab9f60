using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The <c>where</c> clauses of a generic method.</summary>
internal static class ConstraintText
{
    public static EquatableArray<string> OfPublic(IMethodSymbol method) => method.TypeParameters
        .Select(parameter => (parameter.Name, Constraints: string.Join(", ", All(parameter))))
        .Where(clause => clause.Constraints.Length > 0)
        .Select(clause => Where(clause.Name, clause.Constraints))
        .ToEquatableArray();

    /// <summary>
    /// An explicit implementation inherits the constraints. It says only what <c>T?</c> means.
    /// </summary>
    public static EquatableArray<string> OfExplicit(IMethodSymbol method) => method.TypeParameters
        .Select(parameter => Where(parameter.Name, parameter.HasValueTypeConstraint ? "struct" : parameter.IsReferenceType ? "class" : "default"))
        .ToEquatableArray();

    private static string Where(string name, string constraints) => $"where {Identifier.Escape(name)} : {constraints}";

    private static IEnumerable<string> All(ITypeParameterSymbol parameter)
    {
        if (parameter.HasUnmanagedTypeConstraint)
        {
            yield return "unmanaged";
        }
        else if (parameter.HasValueTypeConstraint)
        {
            yield return "struct";
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            yield return parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class";
        }
        else if (parameter.HasNotNullConstraint)
        {
            yield return "notnull";
        }

        foreach (var type in parameter.ConstraintTypes)
        {
            yield return TypeText.Of(type);
        }

        if (parameter.HasConstructorConstraint)
        {
            yield return "new()";
        }
    }
}
