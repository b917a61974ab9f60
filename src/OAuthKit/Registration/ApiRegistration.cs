namespace OAuthKit;

/// <summary>A registration of an API, by which a second one of its name is noticed and its options are checked at start.</summary>
internal sealed class ApiRegistration(string name, bool readsRoot, Func<IServiceProvider, OAuthApiOptions> readOptions)
{
    public string Name { get; } = name;

    public bool ReadsRoot { get; } = readsRoot;

    public Func<IServiceProvider, OAuthApiOptions> ReadOptions { get; } = readOptions;

    public bool HasName(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
