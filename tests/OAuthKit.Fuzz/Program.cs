using System.Globalization;
using OAuthKit.Fuzz;
using OAuthKit.Fuzz.Targets;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine("""
        Mutates the corpus and gives it to the readers of what strangers write: ID tokens, authorization responses, metadata, keys.

          dotnet run -c Release --project tests/OAuthKit.Fuzz [-- [--seconds N] [--seed N] [--target NAME]]

        --seconds   for all targets together; 60 by default
        --seed      the sequence of mutations; 1 by default, and the same seed does the same
        --target    one of jwt, claims, callback, metadata, jwks; all of them by default

        What holds: a reader returns a result that is as it claims, or throws the exceptions that are documented, within two seconds
        and 32 MB. Exit code 1: it didn't, and the input is printed.
        """);
    return 2;
}

List<Target> targets = [new JwtTarget(), new ClaimsTarget(), new CallbackTarget(), new MetadataTarget(), new JwksTarget()];
targets.RemoveAll(target => options.Target is not null && target.Name != options.Target);
var found = false;
foreach (var target in targets)
{
    var result = await Fuzzer.RunAsync(target, options.Seed, TimeSpan.FromSeconds((double)options.Seconds / targets.Count));
    Console.WriteLine(result);
    found |= !result.Holds;
}

return found ? 1 : 0;
