using Microsoft.Extensions.Logging;

namespace TradingEngine.CrashHost;

/// <summary>Writes every message to the standard error at once: a killed process has said all that it did.</summary>
internal sealed class ErrorLog : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is but this log.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        Console.Error.WriteLine(
            $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {logLevel}: "
            + $"{formatter(state, exception)} {exception?.Message}");

    public void Dispose()
    {
    }
}
