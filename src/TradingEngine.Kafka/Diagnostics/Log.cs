using Microsoft.Extensions.Logging;

namespace TradingEngine.Kafka.Diagnostics;

/// <summary>Every log message of the adapter. Ids: 2000 feed, 2100 offsets, 2200 producers.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "Reads ticks of {Topic}, {Partitions} partitions, from {Start} on.")]
    public static partial void TicksAssigned(this ILogger logger, string topic, int partitions, string start);

    [LoggerMessage(2001, LogLevel.Information, "Prices are there after {Messages} messages; takes signals of {Topics}.")]
    public static partial void WarmedUp(this ILogger logger, long messages, string topics);

    [LoggerMessage(2002, LogLevel.Information, "Got the partitions {Partitions}.")]
    public static partial void PartitionsAssigned(this ILogger logger, string partitions);

    [LoggerMessage(2003, LogLevel.Information, "Let the partitions {Partitions} go, {InFlight} signals under way.")]
    public static partial void PartitionsRevoked(this ILogger logger, string partitions, int inFlight);

    [LoggerMessage(2004, LogLevel.Warning, "Lost the partitions {Partitions}; nothing is committed for them.")]
    public static partial void PartitionsLost(this ILogger logger, string partitions);

    [LoggerMessage(2005, LogLevel.Warning, "{Client}: {Code}, {Reason}")]
    public static partial void ClientError(this ILogger logger, string client, string code, string reason);

    [LoggerMessage(2006, LogLevel.Debug, "{Client}: {Message}")]
    public static partial void ClientLog(this ILogger logger, string client, string message);

    [LoggerMessage(2007, LogLevel.Warning, "{Topic} {Partition}:{Offset} goes to the dead letters: {Reason}")]
    public static partial void DeadLetter(this ILogger logger, string topic, int partition, long offset, string reason);

    [LoggerMessage(2008, LogLevel.Information, "Created the topics {Topics}.")]
    public static partial void TopicsCreated(this ILogger logger, string topics);

    [LoggerMessage(2009, LogLevel.Information, "Waits for a broker at {Servers}: {Reason}")]
    public static partial void WaitsForBroker(this ILogger logger, string servers, string reason);

    [LoggerMessage(
        2010, LogLevel.Warning, "The group {Group} could not be left in time: it notices when the session is over.")]
    public static partial void GroupNotLeft(this ILogger logger, string group);

    [LoggerMessage(
        2011,
        LogLevel.Information,
        "Read {Messages} messages of the order topics back: {Orders} orders have ended, {Open} are open; {Millis} ms.")]
    public static partial void TakenOver(this ILogger logger, long messages, int orders, int open, double millis);

    [LoggerMessage(2012, LogLevel.Warning, "The order topics were not read back and are asked again: {Code}, {Reason}")]
    public static partial void TakeoverFailed(this ILogger logger, string code, string reason);

    [LoggerMessage(2100, LogLevel.Warning, "Offsets were not committed: {Code}, {Reason}")]
    public static partial void CommitFailed(this ILogger logger, string code, string reason);

    [LoggerMessage(2101, LogLevel.Warning, "The offsets of the partitions are not known yet: {Reason}")]
    public static partial void CommittedUnknown(this ILogger logger, string reason);

    [LoggerMessage(
        2200, LogLevel.Error, "A producer of {Client} failed ({Code}, {Reason}): it is made anew, {Count} messages again.")]
    public static partial void ProducerFailed(
        this ILogger logger, string client, string code, string reason, int count);

    [LoggerMessage(
        2201,
        LogLevel.Critical,
        "{Count} messages were not acknowledged when the time to stop was over. Their signals will be delivered again.")]
    public static partial void EventsNotDelivered(this ILogger logger, int count);

    [LoggerMessage(
        2202, LogLevel.Critical, "{Count} signals were not done when the time to stop was over: they will come again.")]
    public static partial void SignalsNotDone(this ILogger logger, int count);

    [LoggerMessage(
        2203, LogLevel.Error, "{Count} dead letters were not acknowledged when the time to stop was over.")]
    public static partial void DeadLettersNotDelivered(this ILogger logger, int count);
}
