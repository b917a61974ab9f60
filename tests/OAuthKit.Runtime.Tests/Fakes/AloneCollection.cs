namespace OAuthKit;

/// <summary>Tests that measure memory, or load both processors, run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
