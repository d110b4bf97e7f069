namespace TradingEngine.Traders;

/// <summary>How a desk works.</summary>
/// <param name="LaneCount">Threads of a trader that is not inline.</param>
/// <param name="LaneCapacity">Orders that may wait in one lane.</param>
/// <param name="ReconcileInterval">How often the broker is asked while an order is open.</param>
/// <param name="ReconcileTimeout">How long that may take before it is told.</param>
/// <param name="RequireListedInstrument">Whether orders of instruments fail that are not listed.</param>
internal sealed record class DeskOptions(
    int LaneCount,
    int LaneCapacity,
    TimeSpan ReconcileInterval,
    TimeSpan ReconcileTimeout,
    bool RequireListedInstrument = false);
