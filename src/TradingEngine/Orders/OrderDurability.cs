namespace TradingEngine.Orders;

/// <summary>What must be on disk before an order of a trader leaves the engine.</summary>
public enum OrderDurability : byte
{
    /// <summary>
    /// The order is on disk, synced, before the trader gets it, and each of its events before a sink gets it. A crash,
    /// an exception or a broken answer leaves it <see cref="OrderState.Unknown"/> until the broker is asked. For every
    /// trader whose orders leave this process.
    /// </summary>
    BeforeSend,

    /// <summary>
    /// Nothing waits for the disk: an event is handed to the operating system before a sink gets it and synced soon
    /// after. A killed process loses none; a machine that loses its power may lose the newest, whose signals are then
    /// executed again. For simulated traders; an exception counts as <see cref="OrderState.Failed"/>.
    /// </summary>
    WriteBehind,
}
