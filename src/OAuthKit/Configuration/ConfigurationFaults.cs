using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>What is wrong in a configuration, gathered so that it is reported at once. A fault names its key in full, and never a value that could be secret.</summary>
internal sealed class ConfigurationFaults
{
    private readonly List<string> _texts = [];
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Adds a fault of a key, whose sentence goes on after the key. Only the first fault of a key counts.</summary>
    public void Add(string key, string sentence)
    {
        if (_keys.Add(key))
        {
            _texts.Add($"{key} {sentence}");
        }
    }

    /// <summary>Takes over what the runtime says about a value.</summary>
    public void Check(string key, Action check)
    {
        try
        {
            check();
        }
        catch (ArgumentException e)
        {
            // Without the name of a parameter that the user never sees.
            var end = e.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
            Add(key, $"isn't right: {(end < 0 ? e.Message : e.Message[..end])}");
        }
    }

    public ValidateOptionsResult ToResult() =>
        _texts.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_texts);
}
