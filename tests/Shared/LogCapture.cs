using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>Keeps every log message of every level, rendered and with its structured values.</summary>
internal sealed class LogCapture : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(EventId Id, LogLevel Level, string Text)> _messages = new();

    public IReadOnlyCollection<(EventId Id, LogLevel Level, string Text)> Messages => _messages;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs
            ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
            : "";
        _messages.Enqueue((eventId, logLevel, $"{formatter(state, exception)} {values} {exception}"));
    }

    public void Dispose()
    {
    }
}
