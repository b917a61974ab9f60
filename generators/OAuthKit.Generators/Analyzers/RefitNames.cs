using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The attributes of Refit that OAuthKit minds.</summary>
internal static class RefitNames
{
    public const string Authorize = "Refit.AuthorizeAttribute";
    public const string Header = "Refit.HeaderAttribute";
    public const string Headers = "Refit.HeadersAttribute";
    public const string Property = "Refit.PropertyAttribute";

    /// <summary>The attributes by which a parameter is sent to the API.</summary>
    public static readonly HashSet<string> Sending =
    [
        Authorize, Header, "Refit.HeaderCollectionAttribute", "Refit.QueryAttribute", "Refit.QueryNameAttribute", "Refit.BodyAttribute", "Refit.UrlAttribute",
        "Refit.AliasAsAttribute",
    ];

    public static bool IsVerb(AttributeData attribute)
    {
        for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type is { Name: "HttpMethodAttribute", ContainingNamespace: { Name: "Refit", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }
}
