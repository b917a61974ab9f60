namespace OAuthKit.Generators;

/// <summary>A parameter of a method to forward.</summary>
/// <param name="Declaration">The parameter as the forwarder declares it.</param>
/// <param name="Name">The name to pass on.</param>
internal sealed record ParameterModel(string Declaration, string Name);
