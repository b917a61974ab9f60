namespace OAuthKit;

/// <summary>A key whose value goes to a target of one type. What works on keys works on the base, so that it is compiled once.</summary>
internal sealed class KeyOf<T>(string name, ConfigurationShape shape, Action<ConfigurationValue, T> read) : ConfigurationKey(name, shape)
    where T : class
{
    public override void Read(ConfigurationValue value, object target) => read(value, (T)target);
}
