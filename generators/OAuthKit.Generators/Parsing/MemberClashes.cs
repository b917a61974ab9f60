using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>
/// Which members the client implements explicitly, and which calls need a cast to the interface that declares the member.
/// </summary>
internal sealed class MemberClashes
{
    /// <summary>Names of the client's own members and of those of <see cref="object"/>.</summary>
    private static readonly HashSet<string> _reserved =
    [
        "Api", "WithAccessToken", "OnBehalfOf", "WithScopes", "ForTenant", "Bind", "_context",
        nameof(Equals), nameof(GetHashCode), nameof(GetType), nameof(MemberwiseClone), nameof(ReferenceEquals), nameof(ToString), "Finalize",
    ];

    private readonly INamedTypeSymbol _api;
    private readonly string _client;
    private readonly ILookup<string, ISymbol> _members;
    private readonly ILookup<string, INamedTypeSymbol> _declarers;

    public MemberClashes(INamedTypeSymbol api, string client, IEnumerable<ISymbol> members)
    {
        _api = api;
        _client = client;
        _members = members.ToLookup(member => member.Name);
        _declarers = api.AllInterfaces.Add(api).SelectMany(type => type.GetMembers().Where(member => !member.IsStatic).Select(member => (member.Name, type)))
            .Distinct()
            .ToLookup(item => item.Name, item => item.type);
    }

    /// <summary>The interface to implement the member of explicitly; null for a public member.</summary>
    public string? Explicit(ISymbol member) =>
        _reserved.Contains(member.Name) || member.Name == _client || IsPolicyField(member.Name) || (member is IPropertySymbol && member.Name == "Create")
            || _members[member.Name].Any(other => Yields(member, other))
            ? TypeText.Of(member.ContainingType)
            : null;

    /// <summary>The interface to call the member through, since C# stops at the first interface with a member that fits.</summary>
    public string? Through(ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType, _api) || !_declarers[member.Name].Skip(1).Any() ? null : TypeText.Of(member.ContainingType);

    private static bool IsPolicyField(string name) => name.StartsWith("_p", StringComparison.Ordinal) && name.Skip(2).All(char.IsDigit);

    /// <summary>Whether the other member clashes, and isn't one that the member's own interface hides.</summary>
    private static bool Yields(ISymbol member, ISymbol other) =>
        !SymbolEqualityComparer.Default.Equals(member, other)
        && !SymbolEqualityComparer.Default.Equals(member.ContainingType, other.ContainingType)
        && !member.ContainingType.AllInterfaces.Contains(other.ContainingType, SymbolEqualityComparer.Default)
        && (member is not IMethodSymbol method || other is not IMethodSymbol otherMethod || HaveOneSignature(method, otherMethod));

    private static bool HaveOneSignature(IMethodSymbol left, IMethodSymbol right)
    {
        if (left.Arity != right.Arity || left.Parameters.Length != right.Parameters.Length)
        {
            return false;
        }

        var comparable = right.Arity == 0 ? right : right.ConstructedFrom.Construct([.. left.TypeParameters]);
        return left.Parameters.Zip(comparable.Parameters, (l, r) => SymbolEqualityComparer.Default.Equals(l.Type, r.Type)).All(same => same);
    }
}
