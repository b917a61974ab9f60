namespace OAuthKit.Generators;

/// <summary>Writes the methods that make a client like this one, bound to what its calls would bring else: those that a policy has a use for.</summary>
internal static class BoundClientEmitter
{
    public static bool IsNeeded(ApiModel api) => api.Policies.Any(policy => policy.Grant.Use != CallUse.None);

    public static void Emit(SourceWriter writer, ApiModel api)
    {
        var initializer = string.Join(", ", api.Properties.Where(property => property is { Explicit: null, HasGetter: true, HasSetter: true }).Select(Keep));
        foreach (var (use, summary, name, parameters, arguments) in Methods())
        {
            if (!api.Policies.Any(policy => policy.Grant.Use.HasFlag(use)))
            {
                continue;
            }

            var context = $"_context.{name}({arguments})";
            writer.Line().Line($"""
                /// <summary>The same {summary}.</summary>
                public {api.Client} {name}({parameters}) => {(initializer.Length == 0 ? $"new({context})" : $"Bind({context})")};
                """);
        }

        if (initializer.Length > 0)
        {
            writer.Line().Line($"private {api.Client} Bind(OAK::OAuthApiContext context) => new(context) {{ {initializer} }};");
        }
    }

    // What is read may be null where that isn't to be written, by the attributes of the property.
    private static string Keep(PropertyModel property) => $"{property.Name} = {property.Name}{(property.Attributes.Count == 0 ? "" : "!")}";

    private static IEnumerable<(CallUse Use, string Summary, string Name, string Parameters, string Arguments)> Methods()
    {
        yield return (CallUse.AccessToken, "with the caller's token", "WithAccessToken", "OAK::AccessToken token", "token");
        yield return (CallUse.Subject, "on somebody's behalf", "OnBehalfOf", "OAK::SubjectToken subject, OAK::ActorToken? actor = null", "subject, actor");
        yield return (CallUse.Request, "with other scopes", "WithScopes", "params string[] scopes", "scopes");
        yield return (CallUse.Request, "of a tenant", "ForTenant", "string tenant", "tenant");
    }
}
