namespace OAuthKit;

/// <summary>A key of a client that not every program can have a use for: see <see cref="ClientFeatures"/>.</summary>
internal sealed class FeatureKey(string name, ConfigurationShape shape) : ConfigurationKey(name, shape)
{
    public override void Read(ConfigurationValue value, object target) => ClientFeatures.Find(value)?.Read(Name, value, (OAuthClientOptions)target);
}
