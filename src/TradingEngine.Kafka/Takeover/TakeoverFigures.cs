namespace TradingEngine.Kafka.Takeover;

/// <summary>What takeovers came to so far.</summary>
/// <param name="Count">Times that the order topics were read back.</param>
/// <param name="OrderCount">Orders that were given to the engine.</param>
/// <param name="RefusedCount">Messages of the order topics that are no order events of their trader.</param>
/// <param name="LastTime">When the last one was done, by the engine's clock; null where there was none.</param>
/// <param name="LastDuration">How long the partitions of the last one waited.</param>
internal sealed record class TakeoverFigures(
    long Count, long OrderCount, long RefusedCount, DateTimeOffset? LastTime, TimeSpan LastDuration)
{
    /// <summary>Those of the start.</summary>
    public static TakeoverFigures None { get; } = new(0, 0, 0, null, TimeSpan.Zero);
}
