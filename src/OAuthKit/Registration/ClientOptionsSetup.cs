using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Reads the options of a named client from its section, and checks them.</summary>
internal sealed class ClientOptionsSetup(OAuthConfiguration configuration, IOptionsMonitor<BackchannelOptions> backchannels, IEnumerable<VendorProfile> vendors)
    : IConfigureNamedOptions<OAuthClientOptions>, IPostConfigureOptions<OAuthClientOptions>, IValidateOptions<OAuthClientOptions>
{
    public void Configure(OAuthClientOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OAuthClientOptions options)
    {
        if (name is { Length: > 0 } && configuration.Client(name) is { } section)
        {
            ClientSection.Table.Read(section, options, new ConfigurationFaults());
        }
    }

    public void PostConfigure(string? name, OAuthClientOptions options) => VendorFeature.Available?.Apply(options, vendors);

    public ValidateOptionsResult Validate(string? name, OAuthClientOptions options)
    {
        if (name is not { Length: > 0 })
        {
            return ValidateOptionsResult.Skip;
        }

        var subject = configuration.ClientSubject(name);
        var faults = new ConfigurationFaults();
        if (subject.Section is { } section)
        {
            ClientSection.Table.Read(section, new OAuthClientOptions(), faults);
        }

        var backchannel = backchannels.Get(name);
        ClientChecks.Check(options, VendorFeature.Available?.Check(options, vendors, subject, faults) ?? true, subject, backchannel.DangerouslyAllowHttp, faults);
        ClientFeatures.Available?.CheckConstraint(options, subject, backchannel, faults);
        TenantChecks.Check(options, subject, backchannel, vendors, faults);
        return faults.ToResult();
    }
}
