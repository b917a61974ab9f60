using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>A logger that does what a test wants.</summary>
internal sealed class LogTrap(Action<EventId> onLog) : ILoggerFactory, ILogger
{
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => onLog(eventId);

    public void Dispose()
    {
    }
}
