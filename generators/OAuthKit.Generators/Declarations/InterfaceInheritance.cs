using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>
/// What holds for an interface: its own attributes over those of its base interfaces. An interface's own attribute wins
/// over the same one on the interfaces it inherits; two that don't inherit each other must agree.
/// </summary>
internal sealed class InterfaceInheritance
{
    private readonly INamedTypeSymbol _type;
    private readonly List<InheritedConflict> _conflicts = [];

    private InterfaceInheritance(INamedTypeSymbol type)
    {
        _type = type;
        var own = TokenDeclaration.Read(type);
        Declaration = type.AllInterfaces.IsEmpty ? own.Over(TokenDeclaration.Empty) : own.Over(Inherit(own));
    }

    public TokenDeclaration Declaration { get; }

    public IReadOnlyList<InheritedConflict> Conflicts => _conflicts;

    public static InterfaceInheritance Of(INamedTypeSymbol type) => new(type);

    private TokenDeclaration Inherit(TokenDeclaration own)
    {
        var bases = _type.AllInterfaces.Select(type => (Type: type, Own: TokenDeclaration.Read(type))).Where(item => item.Own != TokenDeclaration.Empty).ToArray();

        var grants = Choose("grant", bases.Where(item => !item.Own.Grants.IsEmpty), own.Grants.IsEmpty, item => item.Grants[0], (left, right) => left == right);
        var scopes = Choose("[Scopes]", bases.Where(item => item.Own.Request.Scopes is not null), own.Request.Scopes is not { Add: false }, item => item.Request.Scopes, TextListModel.AreSame);
        var resources = Choose("[Resource]", bases.Where(item => item.Own.Request.Resources is not null), own.Request.Resources is not { Add: false }, item => item.Request.Resources, TextListModel.AreSame);
        var audience = Choose("[Audience]", bases.Where(item => item.Own.Request.Audience is not null), own.Request.Audience is null, item => item.Request.Audience, (left, right) => left == right);
        var dpop = Choose("[Dpop]", bases.Where(item => item.Own.Request.Dpop is not null), own.Request.Dpop is null, item => (object?)item.Request.Dpop, Equals);
        var parameters = bases.SelectMany(item => item.Own.Request.Parameters).Select(parameter => parameter.Name).Distinct()
            .Select(name => Choose(
                $"[TokenParameter(\"{name}\")]",
                bases.Where(item => item.Own.Request.Parameters.Any(parameter => parameter.Name == name)),
                own.Request.Parameters.All(parameter => parameter.Name != name),
                item => item.Request.Parameters.Single(parameter => parameter.Name == name),
                (left, right) => left == right));

        return new(grants is null ? [] : [grants], new(scopes, resources, audience, parameters.OfType<TokenParameterModel>().ToEquatableArray(), (bool?)dpop));
    }

    private T? Choose<T>(
        string subject,
        IEnumerable<(INamedTypeSymbol Type, TokenDeclaration Own)> stating,
        bool matters,
        Func<TokenDeclaration, T?> value,
        Func<T?, T?, bool> agree)
        where T : class
    {
        var types = stating.Select(item => item.Type).ToArray();
        var nearest = types.Where(type => !types.Any(other => other.AllInterfaces.Contains(type, SymbolEqualityComparer.Default))).ToArray();
        var values = nearest.Select(type => value(Of(type).Declaration)).ToArray();
        for (var i = 1; matters && i < values.Length; i++)
        {
            if (!agree(values[0], values[i]))
            {
                _conflicts.Add(new(subject, nearest[0], nearest[i]));
            }
        }

        return values.FirstOrDefault();
    }
}
