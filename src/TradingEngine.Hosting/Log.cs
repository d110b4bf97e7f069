using Microsoft.Extensions.Logging;

namespace TradingEngine.Hosting;

/// <summary>Every log message of hosting. Ids: 1400.</summary>
internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Critical, "A source threw. The application stops.")]
    public static partial void SourceThrew(this ILogger logger, Exception exception);

    [LoggerMessage(1401, LogLevel.Error, "A source threw while the engine was stopping.")]
    public static partial void SourceThrewAtStop(this ILogger logger, Exception exception);

    [LoggerMessage(1402, LogLevel.Information, "All sources have ended.")]
    public static partial void SourcesEnded(this ILogger logger);

    [LoggerMessage(1403, LogLevel.Error, "A source did not return from its poll; its thread is left behind.")]
    public static partial void ThreadLeftBehind(this ILogger logger);

    [LoggerMessage(1404, LogLevel.Warning, "{Warning}")]
    public static partial void SettingWarning(this ILogger logger, string warning);
}
