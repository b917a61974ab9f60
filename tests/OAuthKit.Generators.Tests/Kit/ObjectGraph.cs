using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators.Tests;

/// <summary>Finds what must not be kept between two runs of a generator, wherever it hides in an object.</summary>
internal static class ObjectGraph
{
    /// <summary>The paths from the object to everything that holds a compilation alive.</summary>
    public static IReadOnlyList<string> FindCompilerObjects(object? root)
    {
        var found = new List<string>();
        Walk(root, "value", new HashSet<object>(ReferenceEqualityComparer.Instance), found);
        return found;
    }

    private static void Walk(object? value, string path, HashSet<object> seen, List<string> found)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        if (value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or Compilation or SemanticModel or AttributeData or SyntaxToken)
        {
            found.Add($"{path} is a {value.GetType().Name}");
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, path + "[]", seen, found);
            }
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer)
                {
                    Walk(field.GetValue(value), path + "." + field.Name, seen, found);
                }
            }
        }
    }
}
