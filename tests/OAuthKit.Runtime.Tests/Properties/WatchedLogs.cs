using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>Looks at each log message for secrets, and keeps none: a million of them are written.</summary>
internal sealed class WatchedLogs : ILoggerFactory, ILogger
{
    private volatile string? _seen;

    /// <summary>The first message with a secret in it.</summary>
    public string? Seen => _seen;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = $"{formatter(state, exception)} {exception?.Message}";
        if (CanaryWatch.Holds(text))
        {
            _seen ??= text;
        }
    }

    public void Dispose()
    {
    }
}
