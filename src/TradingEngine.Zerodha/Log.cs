using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha;

/// <summary>The log messages of this package: event ids 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Trader '{Trader}' has a valid login at Kite")]
    public static partial void SessionValid(this ILogger logger, string trader);

    [LoggerMessage(3001, LogLevel.Warning, "{Message}")]
    public static partial void UpkeepFailed(this ILogger logger, Exception exception, string message);

    [LoggerMessage(3002, LogLevel.Information, "Trader '{Trader}' listens to order updates")]
    public static partial void UpdatesConnected(this ILogger logger, string trader);

    [LoggerMessage(3003, LogLevel.Warning, "Trader '{Trader}' gets no order updates and polls the order book: {Reason}")]
    public static partial void UpdatesLost(this ILogger logger, string trader, string reason);

    [LoggerMessage(3004, LogLevel.Warning, "Slices of order {OrderId} were refused: {Message}")]
    public static partial void SlicesRefused(this ILogger logger, string orderId, string message);
}
