namespace OAuthKit.Generators;

/// <summary>The scopes or the resources of one attribute, which replace or add to the inherited ones.</summary>
internal sealed record TextListModel(EquatableArray<string> Values, bool Add)
{
    public static bool AreSame(TextListModel? left, TextListModel? right) =>
        left is null || right is null ? left == right : new HashSet<string>(left.Values).SetEquals(right.Values);

    public static TextListModel? Over(TextListModel? own, TextListModel? inherited) =>
        own is null ? inherited
        : own.Add && inherited is not null ? new(inherited.Values.Concat(own.Values).Distinct().ToEquatableArray(), false)
        : own with { Values = own.Values.Distinct().ToEquatableArray(), Add = false };
}
