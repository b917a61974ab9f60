using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Checks all that was registered, so that every fault is told at once when the program starts.</summary>
internal sealed class StartOptionsValidator(
    OAuthConfiguration configuration,
    IEnumerable<ApiRegistration> apis,
    IEnumerable<HandlerRegistration> handlers,
    IOptionsMonitor<OAuthClientOptions> clients,
    IOptionsMonitor<TokenManagerOptions> tokens,
    IServiceProvider services)
    : IValidateOptions<StartOptions>
{
    public ValidateOptionsResult Validate(string? name, StartOptions options)
    {
        var faults = new List<string>();
        CheckRoot(faults);

        Collect(() => tokens.Get(Options.DefaultName), faults);
        var used = new HashSet<string>(configuration.AddedClientNames, StringComparer.OrdinalIgnoreCase);
        foreach (var api in apis)
        {
            if (Collect(() => api.ReadOptions(services), faults) is { Client: { } client })
            {
                used.Add(client);
            }
        }

        foreach (var handler in handlers)
        {
            CheckHandler(handler, used, faults);
        }

        foreach (var client in configuration.IsExplicit ? configuration.ClientNames : used.Where(Exists))
        {
            Collect(() => clients.Get(client), faults);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Distinct(StringComparer.Ordinal));
    }

    private bool Exists(string client) => configuration.ClientNames.Contains(client, StringComparer.OrdinalIgnoreCase);

    // A section OAuth that nobody asked for may be another library's, and clients in it another program's.
    private void CheckRoot(List<string> faults)
    {
        var found = new ConfigurationFaults();
        if (configuration.IsExplicit)
        {
            RootSection.Table.Read(configuration.Root!, found, found);
        }
        else if (configuration.Root is { } root && apis.Any(api => api.ReadsRoot))
        {
            RootSection.KeysAlone.Read(root, found, found);
        }

        faults.AddRange(found.Texts);
    }

    private void CheckHandler(HandlerRegistration handler, HashSet<string> used, List<string> faults)
    {
        if (handler.Client is not { } client)
        {
            return;
        }

        if (Exists(client))
        {
            used.Add(client);
        }
        else
        {
            faults.Add(UnknownClient.Describe(client, configuration.ClientNames));
        }
    }

    private static T? Collect<T>(Func<T> read, List<string> faults)
        where T : class
    {
        try
        {
            return read();
        }
        catch (OptionsValidationException e)
        {
            faults.AddRange(e.Failures);
            return null;
        }
    }
}
