namespace Quickstart;

/// <summary>The options of the sample.</summary>
internal sealed class CommandLine
{
    public const string SecretVariable = "ORDERS_CLIENT_SECRET";

    public const string Help = $"""
        Calls a protected API through a generated client.

          dotnet run --project samples/Quickstart
              starts an authorization server and an API on this machine, and calls that

          dotnet run --project samples/Quickstart -- --issuer URL --client-id ID --client-secret SECRET --api URL
              calls an API of yours, which has GET /orders/42, POST /orders and GET /ping
              The secret can stand in the environment variable {SecretVariable} instead.
        """;

    private static readonly string[] _names = ["--issuer", "--client-id", "--client-secret", "--api"];

    private readonly Dictionary<string, string> _values = [];

    /// <summary>Whether a server of the user's is to be called.</summary>
    public bool IsReal => _values.Count > 0;

    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Orders:BaseAddress", _values.GetValueOrDefault("--api")),
        new("Orders:Issuer", _values.GetValueOrDefault("--issuer")),
        new("Orders:ClientId", _values.GetValueOrDefault("--client-id")),
        new("Orders:ClientSecret", _values.GetValueOrDefault("--client-secret") ?? Environment.GetEnvironmentVariable(SecretVariable)),
    ];

    /// <summary>Reads the arguments; null with a fault.</summary>
    public static CommandLine? Read(string[] args, out string? fault)
    {
        var line = new CommandLine();
        fault = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!_names.Contains(args[i]))
            {
                fault = $"There is no option \"{args[i]}\".";
                return null;
            }

            if (i + 1 == args.Length)
            {
                fault = $"The option {args[i]} needs a value.";
                return null;
            }

            line._values[args[i]] = args[i + 1];
        }

        if (line.IsReal && line.Settings.FirstOrDefault(setting => string.IsNullOrEmpty(setting.Value)) is { Key: { } missing })
        {
            fault = $"A value is missing: {missing["Orders:".Length..]}. Give --issuer, --client-id, --client-secret and --api together.";
            return null;
        }

        return line;
    }
}
