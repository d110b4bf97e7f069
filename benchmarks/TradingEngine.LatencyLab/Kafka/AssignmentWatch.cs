using Microsoft.Extensions.Logging;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>Starts the meter when the feed says that it has assigned the ticks. Nothing is logged.</summary>
internal sealed class AssignmentWatch(ReadingMeter meter) : ILoggerFactory, ILogger
{
    private const int TicksAssignedId = 2000;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == TicksAssignedId)
        {
            meter.Start();
        }
    }

    public void Dispose()
    {
    }
}
