using Microsoft.Extensions.Logging;

namespace TradingEngine.Runner.Instruments;

/// <summary>The log messages about the list of instruments: event ids 4000 to 4009.</summary>
internal static partial class InstrumentLog
{
    [LoggerMessage(4000, LogLevel.Information, "{Count} instruments of today are listed; {Refused} rows of the list were refused")]
    public static partial void InstrumentsRead(this ILogger logger, int count, int refused);

    [LoggerMessage(4001, LogLevel.Warning, "The instruments of today are not to be had, the list before is used: {Reason}")]
    public static partial void InstrumentsNotRead(this ILogger logger, string reason);
}
