using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>Reads a method into what its forwarder needs.</summary>
internal static class MethodParser
{
    public static MethodModel Parse(IMethodSymbol method, int policy, MemberClashes clashes)
    {
        var implemented = clashes.Explicit(method);
        return new(
            policy,
            implemented,
            clashes.Through(method),
            AttributeText.OfMember(method),
            method.ReturnsVoid ? "void" : TypeText.Of(method.ReturnType),
            Identifier.Escape(method.Name),
            method.TypeParameters.Select(parameter => Identifier.Escape(parameter.Name)).ToEquatableArray(),
            implemented is null ? ConstraintText.OfPublic(method) : ConstraintText.OfExplicit(method),
            method.Parameters.Select(parameter => Parse(parameter, implemented is not null)).ToEquatableArray());
    }

    /// <summary>An explicit implementation is never called by its own parameters' defaults, and warns of them.</summary>
    private static ParameterModel Parse(IParameterSymbol parameter, bool isExplicit)
    {
        var name = Identifier.Escape(parameter.Name);
        var declaration = $"{TypeText.Of(parameter.Type)} {name}";
        if (isExplicit)
        {
            return new(declaration, name);
        }

        var attributes = AttributeText.OfParameter(parameter);
        var modifier = parameter.IsParams ? "params " : "";
        var value = parameter.HasExplicitDefaultValue ? " = " + ConstantText.OfDefault(parameter) : "";
        return new(attributes + modifier + declaration + value, name);
    }
}
