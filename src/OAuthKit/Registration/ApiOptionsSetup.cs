using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Reads the options of one registration of an API from its section, and checks them.</summary>
internal sealed class ApiOptionsSetup<TOptions>(string name, ApiNeeds needs, IConfiguration? section, OAuthConfiguration configuration, IOptionsMonitor<BackchannelOptions> backchannels, NamedClients clients, IEnumerable<VendorProfile> vendors, bool hasPrompt)
    : IConfigureNamedOptions<TOptions>, IPostConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : OAuthApiOptions
{
    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? optionsName, TOptions options)
    {
        if (optionsName == name && section is not null)
        {
            ApiSection.Table.Read(section, options, new ConfigurationFaults());
        }
    }

    public void PostConfigure(string? optionsName, TOptions options)
    {
        if (optionsName == name)
        {
            VendorFeature.Available?.Apply(options, needs, clients, vendors);
        }
    }

    public ValidateOptionsResult Validate(string? optionsName, TOptions options)
    {
        if (optionsName != name)
        {
            return ValidateOptionsResult.Skip;
        }

        var faults = new ConfigurationFaults();
        if (section is not null)
        {
            ApiSection.Table.Read(section, new ApiOptionsDraft(), faults);
        }

        var subject = new OptionsSubject(section, $"the API \"{name}\"");
        var hasVendor = VendorFeature.Available?.Check(options, needs, clients, vendors, subject, faults) ?? true;
        ApiChecks.Check(options, subject, faults);
        ApiChecks.CheckClient(options, hasVendor, subject, needs, configuration, backchannels.Get(name).DangerouslyAllowHttp, faults);
        CheckConstraint(options, subject, faults);
        if (needs.User && options is { TokenSource: null, SignIn.UserPrompt: null } && !hasPrompt)
        {
            faults.Add($"The API \"{name}\"", SignInOptions.NoPrompt);
        }

        return faults.ToResult();
    }

    private void CheckConstraint(TOptions options, OptionsSubject subject, ConfigurationFaults faults)
    {
        var client = (OAuthClientOptions)options;
        var (ofClient, backchannel) = (subject, name);
        if (options.TokenSource is not null)
        {
            // Each of its tokens is looked at before it is sent.
            if (needs.ShowsCertificate(options))
            {
                ApiChecks.CheckForCertificate(options, subject, faults);
            }

            return;
        }

        if (options.Client is { } named)
        {
            // A client that isn't there, or has faults of its own, is told of elsewhere.
            if (clients.Find(named) is not { } found)
            {
                return;
            }

            client = found.Options;
            (ofClient, backchannel) = (configuration.ClientSubject(found.Name), found.Name);
        }
        else
        {
            ClientFeatures.Available?.CheckConstraint(options, subject, backchannels.Get(name), faults);
            TenantChecks.Check(options, subject, backchannels.Get(name), vendors, faults);
        }

        ClientFeatures.Available?.CheckConstraint(needs, client, ofClient, backchannels.Get(backchannel), faults);
        if (needs.ShowsCertificate(client))
        {
            ApiChecks.CheckForCertificate(options, subject, faults);
        }
    }
}
