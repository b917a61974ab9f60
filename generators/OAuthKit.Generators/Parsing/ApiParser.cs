using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>
/// Reads an annotated interface into its model. An interface with a fault that an analyzer reports as an error has no
/// model, so that nothing is generated from it.
/// </summary>
internal static class ApiParser
{
    public static ApiModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var api = (INamedTypeSymbol)context.TargetSymbol;
        var attribute = context.Attributes[0];
        var inherited = InterfaceInheritance.Of(api);
        if (attribute.Text(0) is not { } name || !CanGenerate(api, name) || inherited.Conflicts.Count > 0 || TwoBindings.Of(api, inherited).Any())
        {
            return null;
        }

        var policies = new PolicyTable();
        var calls = ApiMembers.Calls(api).ToArray();
        var properties = ApiMembers.Properties(api).ToArray();
        var client = GeneratedNames.Client(api.Name);
        var clashes = new MemberClashes(api, client, [.. calls, .. properties]);
        var methods = new List<MethodModel>(calls.Length);
        foreach (var call in calls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TokenDeclaration.Read(call).Over(inherited.Declaration).Policy is not { } policy)
            {
                return null;
            }

            var isPerCall = policy.Grant.Use.HasFlag(CallUse.Request) && CallValue.AreBroughtBy(call, properties);
            methods.Add(MethodParser.Parse(call, policies.IndexOf(policy with { PerCall = isPerCall }), clashes));
        }

        return methods.Count == 0 ? null : new(
            TypeText.Of(api.ContainingNamespace),
            ApiDeclaration.IsPublic(api) ? "public" : "internal",
            TypeText.Of(api),
            client,
            name,
            attribute.Named<INamedTypeSymbol>("Json") is { } json && ApiDeclaration.IsJsonContext(json) ? TypeText.Of(json) : null,
            attribute.Named<bool>("FromResourceMetadata"),
            ApiDeclaration.ShowsCertificate(api),
            VendorDeclaration.Of(api) is { } vendor ? AttributeText.OfCreation(vendor) : null,
            AttributeText.OfMember(api),
            policies.ToEquatableArray(),
            properties.Select(property => PropertyParser.Parse(property, clashes)).ToEquatableArray(),
            methods.ToEquatableArray(),
            ApiMembers.IsDisposable(api));
    }

    private static bool CanGenerate(INamedTypeSymbol api, string name) =>
        ApiDeclaration.IsValidName(name)
        && !ApiDeclaration.IsOpenGeneric(api)
        && ApiDeclaration.IsAccessible(api)
        && !ApiMembers.Unsupported(api).Any()
        && GeneratedNames.Taken(api) is null;
}
