using System.CommandLine;

namespace OAuthKit.Tool.Setup;

/// <summary>A secret or token from the command line, standard input or the environment.</summary>
internal static class SecretInput
{
    public static string? Read(ToolRun run, Option<string> plain, Option<bool>? stdin, Option<string> environment)
    {
        var given = (run.Get(plain) is not null ? 1 : 0) + (stdin is not null && run.Get(stdin) ? 1 : 0) + (run.Get(environment) is not null ? 1 : 0);
        if (given > 1)
        {
            throw new UsageException($"{plain.Name} is given in more than one way: choose one of {Ways(plain, stdin, environment)}.");
        }

        if (run.Get(plain) is { } value)
        {
            run.Secrets.Add(value);
            run.Warn($"{plain.Name} puts its value where other programs and the shell's history can read it. Use {Safer(stdin, environment)}.");
            return NotEmpty(value, plain.Name);
        }

        if (stdin is not null && run.Get(stdin))
        {
            return Keep(run, NotEmpty(Console.In.ReadToEnd().Trim(), stdin.Name));
        }

        return run.Get(environment) is { } name ? Keep(run, FromEnvironment(name, environment)) : null;
    }

    public static string Need(ToolRun run, Option<string> plain, Option<bool>? stdin, Option<string> environment) =>
        Read(run, plain, stdin, environment) ?? throw new UsageException($"Nothing says which token: give {Ways(plain, stdin, environment)}.");

    public static string FromEnvironment(string name, Option option) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new UsageException($"The environment variable of {option.Name}, {name}, isn't set.");

    public static string Keep(ToolRun run, string value)
    {
        run.Secrets.Add(value);
        return value;
    }

    private static string NotEmpty(string value, string name) => value.Length > 0 ? value : throw new UsageException($"What {name} gives is empty.");

    private static string Safer(Option<bool>? stdin, Option<string> environment) => stdin is null ? $"{environment.Name} NAME" : $"{stdin.Name} or {environment.Name} NAME";

    private static string Ways(Option<string> plain, Option<bool>? stdin, Option<string> environment) => $"{Safer(stdin, environment)} (or {plain.Name})";
}
