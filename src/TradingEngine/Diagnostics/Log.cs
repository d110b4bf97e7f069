using Microsoft.Extensions.Logging;

namespace TradingEngine.Diagnostics;

/// <summary>Every log message of the core. Ids: 1000 engine, 1100 traders, 1200 pipeline, 1300 egress.</summary>
internal static partial class Log
{
    [LoggerMessage(
        1000,
        LogLevel.Information,
        "Engine started: {Topology}, {WaitStrategy}, ring of {RingSize}, calendar {Calendar}, traders {Traders}.")]
    public static partial void EngineStarted(
        this ILogger logger, string topology, string waitStrategy, int ringSize, string calendar, string traders);

    [LoggerMessage(
        1001, LogLevel.Information, "Engine stopped: {Ticks} ticks, {Signals} signals, {OrderEvents} order events.")]
    public static partial void EngineStopped(this ILogger logger, long ticks, long signals, long orderEvents);

    [LoggerMessage(1002, LogLevel.Error, "{Adapter} could not be stopped in order.")]
    public static partial void AdapterNotStopped(this ILogger logger, Exception exception, string adapter);

    [LoggerMessage(1003, LogLevel.Error, "A source was still polled when the time to stop was over.")]
    public static partial void SourceNotEnded(this ILogger logger);

    [LoggerMessage(1004, LogLevel.Information, "Journal {Directory}: {Report}")]
    public static partial void JournalRead(this ILogger logger, string directory, string report);

    [LoggerMessage(1100, LogLevel.Information, "Trader {Trader} initialised ({Mode}, {Path}).")]
    public static partial void TraderInitialized(this ILogger logger, string trader, string mode, string path);

    [LoggerMessage(1101, LogLevel.Error, "Trader {Trader} threw.")]
    public static partial void TraderThrew(this ILogger logger, Exception exception, string trader);

    [LoggerMessage(1200, LogLevel.Critical, "A stage threw at sequence {Sequence}.")]
    public static partial void StageThrew(this ILogger logger, Exception exception, long sequence);

    [LoggerMessage(1300, LogLevel.Information, "{Kind} from {Source}: {Message}")]
    public static partial void AlertInformation(this ILogger logger, AlertKind kind, string source, string message);

    [LoggerMessage(1301, LogLevel.Warning, "{Kind} from {Source}: {Message}")]
    public static partial void AlertWarning(this ILogger logger, AlertKind kind, string source, string message);

    [LoggerMessage(1302, LogLevel.Critical, "{Kind} from {Source}: {Message}")]
    public static partial void AlertCritical(this ILogger logger, AlertKind kind, string source, string message);

    [LoggerMessage(1303, LogLevel.Error, "Sink {Sink} threw.")]
    public static partial void SinkThrew(this ILogger logger, Exception exception, string sink);

    [LoggerMessage(
        1304,
        LogLevel.Critical,
        "{Count} order events or alerts did not reach the sinks before the time to stop was over.")]
    public static partial void EgressNotDrained(this ILogger logger, long count);

    /// <summary>Writes an alert at the level of its severity.</summary>
    public static void Write(this ILogger logger, Alert alert)
    {
        switch (alert.Severity)
        {
            case AlertSeverity.Information:
                logger.AlertInformation(alert.Kind, alert.Source, alert.Message);
                break;
            case AlertSeverity.Warning:
                logger.AlertWarning(alert.Kind, alert.Source, alert.Message);
                break;
            default:
                logger.AlertCritical(alert.Kind, alert.Source, alert.Message);
                break;
        }
    }
}
