using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OAuthKit.Tests;

/// <summary>Keeps everything that is logged, at every level, as text.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{logLevel} {eventId.Id} {eventId.Name} {formatter(state, exception)} {exception}");
        CanaryWatch.Logs.CreateLogger("").Log(logLevel, eventId, state, exception, formatter);
    }

    public void Dispose()
    {
    }
}
