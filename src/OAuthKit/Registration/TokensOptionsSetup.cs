using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Reads the options of the token manager from <c>OAuth:Tokens</c>, and checks them.</summary>
internal sealed class TokensOptionsSetup(OAuthConfiguration configuration) : IConfigureOptions<TokenManagerOptions>, IValidateOptions<TokenManagerOptions>
{
    public void Configure(TokenManagerOptions options)
    {
        if (configuration.Tokens is { } section)
        {
            TokensSection.Table.Read(section, options, new ConfigurationFaults());
        }
    }

    public ValidateOptionsResult Validate(string? name, TokenManagerOptions options)
    {
        var faults = new ConfigurationFaults();
        if (configuration.Tokens is { } section)
        {
            TokensSection.Table.Read(section, new TokenManagerOptions(), faults);
        }

        TokensChecks.Check(options, new OptionsSubject(configuration.Tokens, "the token manager"), faults);
        return faults.ToResult();
    }
}
