using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>A signal that became no order: decided once, also when it is delivered again after a restart.</summary>
/// <param name="SignalKey">The signal.</param>
/// <param name="Trader">The trader that it was bound to; null where it was for all.</param>
/// <param name="Reason">Why.</param>
/// <param name="Ticks">When, in ticks of UTC.</param>
internal readonly record struct SignalRejection(UInt128 SignalKey, string? Trader, RejectReason Reason, long Ticks);
