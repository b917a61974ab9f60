namespace OAuthKit;

/// <summary>The key of an endpoint, which goes where its name says.</summary>
internal sealed class EndpointKey(string name) : ConfigurationKey(name, ConfigurationShape.Text)
{
    public override void Read(ConfigurationValue value, object target) => ((ServerEndpointsDraft)target).Urls[Name] = value.Text();
}
