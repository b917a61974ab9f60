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
            if (Collect(() => api.ReadOptions(services), faults) is { Client: { } client, TokenSource: null } && configuration.FindClientName(client) is { } known)
            {
                used.Add(known);
            }
        }

        foreach (var handler in handlers)
        {
            CheckHandler(handler, used, faults);
        }

        foreach (var client in configuration.IsExplicit ? configuration.ClientNames : used)
        {
            Collect(() => clients.Get(client), faults);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(new HashSet<string>(faults, StringComparer.Ordinal));
    }

    // A section OAuth that nobody asked for may be another library's, and clients in it another program's.
    private void CheckRoot(List<string> faults)
    {
        var found = new ConfigurationFaults();
        if (configuration.IsExplicit)
        {
            RootSection.Table.Read(configuration.Root!, found, found);
        }
        else if (configuration.Root is { } root && ReadsRoot())
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

        if (configuration.FindClientName(client) is { } known)
        {
            used.Add(known);
        }
        else
        {
            faults.Add(UnknownClient.Describe(client, configuration.ClientNames));
        }
    }

    private bool ReadsRoot()
    {
        foreach (var api in apis)
        {
            if (api.ReadsRoot)
            {
                return true;
            }
        }

        return false;
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
