using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>Two base interfaces, neither of which inherits the other, that say different things.</summary>
/// <param name="Subject">What they disagree on, in words.</param>
internal sealed record InheritedConflict(string Subject, INamedTypeSymbol First, INamedTypeSymbol Second);
