namespace OAuthKit;

/// <summary>A registration of an API, by which a second one of its name is noticed and its options are checked at start.</summary>
internal sealed record ApiRegistration(string Name, bool ReadsRoot, Func<IServiceProvider, OAuthApiOptions> ReadOptions)
{
    public bool HasName(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
