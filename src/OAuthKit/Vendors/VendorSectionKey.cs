using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>A key that not every program carries.</summary>
internal sealed class VendorSectionKey(string name, ConfigurationShape shape = ConfigurationShape.Text) : ConfigurationKey(name, shape)
{
    public override void Read(ConfigurationValue value, object target)
    {
        if (VendorFeature.Available is { } vendors)
        {
            vendors.Read(Name, value, (OAuthClientOptions)target);
        }
        else if (value.Section.Exists())
        {
            value.Add("can't be configured in this program, whose project sets OAuthKitMinimalClients. Remove that, or name the vendor in code.");
        }
    }
}
