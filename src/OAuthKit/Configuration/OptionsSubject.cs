using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>What a fault is about: a section of the configuration, or options that were set in code.</summary>
internal sealed class OptionsSubject(IConfiguration? section, string description)
{
    public IConfiguration? Section { get; } = section;

    private string? Path { get; } = (section as IConfigurationSection)?.Path;

    /// <summary>A part of the options that stands under a key.</summary>
    public OptionsSubject Under(string key) => new(Path is null ? null : Section!.GetSection(key), $"{key} of {description}");

    public string Key(string name) => Path is { } path ? $"{path}:{name}" : $"{name} of {description}";

    /// <summary>Where a secret belongs.</summary>
    public string SecretAdvice(string name) =>
        Path is { } path
            ? $"Keep it in user-secrets (dotnet user-secrets set \"{path}:{name}\" ...) or in the environment variable {path.Replace(":", "__", StringComparison.Ordinal)}__{name}, not in a file that is shared."
            : "Take it from the configuration, not from the code.";
}
