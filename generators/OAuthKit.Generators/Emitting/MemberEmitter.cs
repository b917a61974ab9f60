namespace OAuthKit.Generators;

/// <summary>Writes the members that forward to an inner client.</summary>
internal static class MemberEmitter
{
    public static void Emit(SourceWriter writer, MethodModel method)
    {
        var generics = method.TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", method.TypeParameters)}>";
        var parameters = string.Join(", ", method.Parameters.Select(parameter => parameter.Declaration));
        var arguments = string.Join(", ", method.Parameters.Select(parameter => parameter.Name));
        var constraints = string.Concat(method.Constraints.Select(clause => " " + clause));
        var field = ClientEmitter.Field(method.Policy);
        var target = method.Parameters.Any(parameter => parameter.Name == field) ? "this." + field : field;

        Start(writer, method.Explicit, method.Attributes);
        writer.Line($"{Prefix(method.Explicit, method.ReturnType)}{method.Name}{generics}({parameters}){constraints} => {Cast(method.Through, target)}.{method.Name}{generics}({arguments});");
    }

    /// <summary>Reads from the first inner client, and sets all, so that a value holds for every policy.</summary>
    public static void Emit(SourceWriter writer, PropertyModel property, int policies)
    {
        var getter = property.HasGetter ? $"get => {Access(property, 0)}; " : "";
        var assignments = string.Concat(Enumerable.Range(0, policies).Select(policy => $"{Access(property, policy)} = "));
        var setter = property.HasSetter ? $"set => {assignments}value; " : "";

        Start(writer, property.Explicit, property.Attributes);
        writer.Line($"{Prefix(property.Explicit, property.Type)}{property.Name} {{ {getter}{setter}}}");
    }

    private static void Start(SourceWriter writer, string? implemented, IEnumerable<string> attributes) =>
        (implemented is null ? writer.Line("/// <inheritdoc/>") : writer).Lines(attributes);

    private static string Prefix(string? implemented, string type) => implemented is null ? $"public {type} " : $"{type} {implemented}.";

    private static string Access(PropertyModel property, int policy) => $"{Cast(property.Through, ClientEmitter.Field(policy))}.{property.Name}";

    private static string Cast(string? through, string target) => through is null ? target : $"(({through}){target})";
}
