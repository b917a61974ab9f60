namespace OAuthKit.Generators;

/// <summary>A method to forward.</summary>
/// <param name="Policy">The index of the method's policy.</param>
/// <param name="Explicit">The interface to implement explicitly, where a public method of the name would clash.</param>
/// <param name="Through">The interface to call through, where another one has a method of the same name.</param>
/// <param name="Attributes">Attributes that callers must see: that the method is obsolete, for one.</param>
/// <param name="Constraints">The clauses of the type parameters, each with its <c>where</c>.</param>
internal sealed record MethodModel(
    int Policy,
    string? Explicit,
    string? Through,
    EquatableArray<string> Attributes,
    string ReturnType,
    string Name,
    EquatableArray<string> TypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<ParameterModel> Parameters);
