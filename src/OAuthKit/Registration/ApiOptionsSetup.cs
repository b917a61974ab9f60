using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Reads the options of one registration of an API from its section, and checks them.</summary>
internal sealed class ApiOptionsSetup<TOptions>(string name, bool needsClient, IssuerDiscovery? discovery, IConfiguration? section, OAuthConfiguration configuration, IOptionsMonitor<BackchannelOptions> backchannels)
    : IConfigureNamedOptions<TOptions>, IValidateOptions<TOptions>
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
        ApiChecks.Check(options, subject, faults);
        ApiChecks.CheckClient(options, subject, needsClient, discovery, configuration, backchannels.Get(name).DangerouslyAllowHttp, faults);
        return faults.ToResult();
    }
}
