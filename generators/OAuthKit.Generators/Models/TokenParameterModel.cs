namespace OAuthKit.Generators;

/// <summary>A further parameter of the token request.</summary>
internal sealed record TokenParameterModel(string Name, string Value);
