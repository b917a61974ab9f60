using Microsoft.Extensions.Logging;

namespace OAuthKit.Interop.Tests;

/// <summary>Listens for the message that a renewal ahead of time has failed, which comes when all is over.</summary>
internal sealed class RenewalLog : ILoggerFactory, ILogger
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Failed => _failed.Task;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "RenewalFailed")
        {
            _failed.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}
