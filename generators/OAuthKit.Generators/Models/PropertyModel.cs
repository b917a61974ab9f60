namespace OAuthKit.Generators;

/// <summary>A property of the interface: it is read from the first inner client, and set on each of them.</summary>
internal sealed record PropertyModel(
    string? Explicit,
    string? Through,
    EquatableArray<string> Attributes,
    string Type,
    string Name,
    bool HasGetter,
    bool HasSetter);
