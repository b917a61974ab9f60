namespace OAuthKit.Generators;

/// <summary>What a token is requested with. Null and absent mean that the attributes leave it to the configuration.</summary>
/// <param name="Dpop">Whether the token is bound to a key.</param>
internal sealed record TokenRequestModel(
    TextListModel? Scopes,
    TextListModel? Resources,
    string? Audience,
    EquatableArray<TokenParameterModel> Parameters,
    bool? Dpop)
{
    public static readonly TokenRequestModel Empty = new(null, null, null, default, null);

    public bool IsSameAs(TokenRequestModel other) =>
        TextListModel.AreSame(Scopes, other.Scopes)
        && TextListModel.AreSame(Resources, other.Resources)
        && Audience == other.Audience
        && Dpop == other.Dpop
        && new HashSet<TokenParameterModel>(Parameters).SetEquals(other.Parameters);

    /// <summary>This request where it says something, and the inherited one where it doesn't.</summary>
    public TokenRequestModel Over(TokenRequestModel inherited) => new(
        TextListModel.Over(Scopes, inherited.Scopes),
        TextListModel.Over(Resources, inherited.Resources),
        Audience ?? inherited.Audience,
        inherited.Parameters.Where(parameter => !Parameters.Any(own => own.Name == parameter.Name)).Concat(Parameters).ToEquatableArray(),
        Dpop ?? inherited.Dpop);
}
