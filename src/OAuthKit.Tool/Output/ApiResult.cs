using System.Globalization;
using System.Text.Json;
using OAuthKit.Tool.Terminal;

namespace OAuthKit.Tool.Output;

/// <summary>Prints what an API answered.</summary>
internal static class ApiResult
{
    public static async Task<int> WriteAsync(HttpResponseMessage response, ToolRun run, CancellationToken cancellationToken)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var status = (int)response.StatusCode;
        var failed = status >= 300 && status != 304;
        if (run.IsJson)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (failed)
            {
                JsonResult.WriteError("api_status", null, Describe(status), writer => WriteAnswer(writer, status, text));
            }
            else
            {
                JsonResult.WriteSuccess(writer => WriteAnswer(writer, status, text));
            }
        }
        else
        {
            await WriteBodyAsync(response, bytes, cancellationToken);
            if (failed)
            {
                StandardError.Prefixed("error", "red", Describe(status) + " [api_status]");
            }
        }

        return failed ? ExitCodes.Fault : ExitCodes.Success;
    }

    private static string Describe(int status) => string.Create(CultureInfo.InvariantCulture, $"The API answered with the status {status}.");

    private static void WriteAnswer(Utf8JsonWriter writer, int status, string text)
    {
        writer.WriteNumber("status", status);
        try
        {
            using var document = JsonDocument.Parse(text);
            JsonResult.WriteMember(writer, "body", document.RootElement);
        }
        catch (JsonException)
        {
            writer.WriteString("body", text);
        }
    }

    // A file or a program gets the bytes as they are; a terminal gets text that it doesn't act on.
    private static async Task WriteBodyAsync(HttpResponseMessage response, byte[] bytes, CancellationToken cancellationToken)
    {
        if (Console.IsOutputRedirected)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(bytes, cancellationToken);
            return;
        }

        Console.Out.WriteLine(TerminalText.Clean(await response.Content.ReadAsStringAsync(cancellationToken), keepLines: true));
    }
}
