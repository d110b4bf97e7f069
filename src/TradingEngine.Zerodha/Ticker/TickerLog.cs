using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>Every log message of the ticker. Ids from 3500. No message gets an address, a key or a token.</summary>
internal static partial class TickerLog
{
    [LoggerMessage(3500, LogLevel.Information, "{Connection} to {Server} is there.")]
    public static partial void SocketConnected(this ILogger logger, string connection, string server);

    [LoggerMessage(3501, LogLevel.Warning, "{Connection} to {Server} is not there: {Reason}")]
    public static partial void SocketLost(this ILogger logger, string connection, string server, string reason);

    [LoggerMessage(3502, LogLevel.Information, "{Connection} tries again in {Delay}: {Reason}")]
    public static partial void SocketRetries(this ILogger logger, string connection, TimeSpan delay, string reason);

    [LoggerMessage(3503, LogLevel.Error, "{Connection} to {Server} waits for a new access token: {Reason}")]
    public static partial void TokenMissing(this ILogger logger, string connection, string server, string reason);

    [LoggerMessage(EventId = 3504, Message = "{Connection} says {Type}: {Text}")]
    public static partial void ServerSays(
        this ILogger logger, LogLevel level, string connection, string type, string text);

    [LoggerMessage(3505, LogLevel.Warning, "{Connection} sent a text of {Bytes} bytes that cannot be read.")]
    public static partial void TextUnreadable(this ILogger logger, string connection, int bytes);

    [LoggerMessage(3506, LogLevel.Error, "A handler of packets threw; it gets no more of them.")]
    public static partial void TickHandlerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3507, LogLevel.Error, "A handler of order updates threw.")]
    public static partial void OrderHandlerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3508, LogLevel.Error, "A listener to the order stream threw.")]
    public static partial void OrderListenerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3509, LogLevel.Warning, "{Connection} did not end in time and was cut.")]
    public static partial void SocketCut(this ILogger logger, string connection);

    [LoggerMessage(3510, LogLevel.Error, "{Connection} failed in a way that was not foreseen and goes on: {Reason}")]
    public static partial void SocketFailed(this ILogger logger, string connection, string reason);
}
