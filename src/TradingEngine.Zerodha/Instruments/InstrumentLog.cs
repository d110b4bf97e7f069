using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha.Instruments;

/// <summary>The log messages about the list of instruments: event ids 3080 to 3089.</summary>
internal static partial class InstrumentLog
{
    [LoggerMessage(3080, LogLevel.Information, "{Count} instruments of {Day} are listed; {Refused} rows of the list were refused")]
    public static partial void InstrumentsRead(this ILogger logger, int count, DateOnly day, int refused);

    [LoggerMessage(
        3081,
        LogLevel.Warning,
        "The instruments of today are not to be had. Those of {Day} are used, {AgeHours} hours old: {Reason}")]
    public static partial void InstrumentsStale(this ILogger logger, DateOnly day, int ageHours, string reason);

    [LoggerMessage(3082, LogLevel.Warning, "There are no instruments, neither of today nor of a day before: {Reason}")]
    public static partial void InstrumentsMissing(this ILogger logger, string reason);
}
