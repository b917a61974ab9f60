using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>What the token attributes of an interface or of a method say, alone or over what they inherit.</summary>
internal sealed record TokenDeclaration(ImmutableArray<GrantModel> Grants, TokenRequestModel Request)
{
    public static readonly TokenDeclaration Empty = new([], TokenRequestModel.Empty);

    /// <summary>The policy, or null where no grant or more than one is declared.</summary>
    public PolicyModel? Policy => Grants.Length == 1 ? new(Grants[0], Grants[0].Requests ? Request : TokenRequestModel.Empty) : null;

    /// <summary>Whether the one grant requests no token.</summary>
    public bool RequestsNothing => Grants.Length == 1 && !Grants[0].Requests;

    public static TokenDeclaration Read(ISymbol symbol)
    {
        var attributes = symbol.GetAttributes();
        if (attributes.IsEmpty)
        {
            return Empty;
        }

        var grants = attributes.Select(attribute => GrantModel.Find(attribute.FullName())).OfType<GrantModel>().ToImmutableArray();
        var parameters = attributes
            .Where(attribute => attribute.FullName() == AttributeNames.TokenParameter)
            .Select(attribute => (Name: attribute.Text(0), Value: attribute.Text(1)))
            .Where(parameter => parameter.Name is not null && parameter.Value is not null)
            .GroupBy(parameter => parameter.Name, (name, values) => new TokenParameterModel(name!, values.Last().Value!));
        return new(grants, new(
            List(symbol.Attribute(AttributeNames.Scopes)),
            List(symbol.Attribute(AttributeNames.Resource)),
            symbol.Attribute(AttributeNames.Audience)?.Text(0),
            parameters.ToEquatableArray(),
            symbol.Attribute(AttributeNames.Dpop)?.Flag(0, whereAbsent: true)));
    }

    public TokenDeclaration Over(TokenDeclaration inherited) => new(Grants.IsEmpty ? inherited.Grants : Grants, Request.Over(inherited.Request));

    private static TextListModel? List(AttributeData? attribute) =>
        attribute is null ? null : new(attribute.Texts().ToEquatableArray(), attribute.Named<bool>("Add"));
}
