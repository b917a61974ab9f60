namespace OAuthKit.Tool.Http;

/// <summary>Writes requests and responses to standard error, without secrets.</summary>
internal sealed class Trace(ToolRun run)
{
    private readonly Lock _lock = new();

    public HttpMessageHandler Wrap(HttpMessageHandler inner) => new TraceHandler(inner, this);

    public void Write(IEnumerable<string> lines)
    {
        lock (_lock)
        {
            foreach (var line in lines)
            {
                run.Tell(line);
            }
        }
    }

    public void Learn(string? secret) => run.Secrets.Add(secret);
}
