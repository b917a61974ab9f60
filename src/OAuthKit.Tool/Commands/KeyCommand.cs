using System.CommandLine;
using System.Text.Json;
using OAuthKit.Tool.Options;
using OAuthKit.Tool.Output;
using OAuthKit.Tool.Setup;

namespace OAuthKit.Tool.Commands;

/// <summary>Keys for clients.</summary>
internal static class KeyCommand
{
    public static Command Create() => new("key", "Makes keys.")
    {
        ToolCommand.Create("new", "Makes a key, and prints it as private and public JWK.", RunAsync, [ToolOptions.Alg, ToolOptions.Out]),
    };

    private static Task<int> RunAsync(ToolRun run, CancellationToken cancellationToken)
    {
        var (privateJwk, publicJwk) = NewKey.Create(run.Get(ToolOptions.Alg) ?? JwsAlgorithms.ES256);
        if (run.Get(ToolOptions.Out) is { } path)
        {
            Save(path, privateJwk);
        }

        using var secret = JsonDocument.Parse(privateJwk);
        using var open = JsonDocument.Parse(publicJwk);
        if (run.IsJson)
        {
            JsonResult.WriteSuccess(writer =>
            {
                if (run.Get(ToolOptions.Out) is null)
                {
                    JsonResult.WriteMember(writer, "private_jwk", secret.RootElement);
                }

                JsonResult.WriteMember(writer, "public_jwk", open.RootElement);
            });
            return Task.FromResult(ExitCodes.Success);
        }

        if (run.Get(ToolOptions.Out) is null)
        {
            Console.Out.WriteLine("private  " + privateJwk);
        }

        Console.Out.WriteLine("public   " + publicJwk);
        return Task.FromResult(ExitCodes.Success);
    }

    private static void Save(string path, string text)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(path, options);
            writer.WriteLine(text);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new UsageException("The file of --out is there already, and isn't overwritten: a key that is in use would be lost.");
        }
    }
}
