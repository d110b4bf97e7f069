using TradingEngine.Model;

namespace TradingEngine.Runner.Compare;

/// <summary>What two orders of one signal have in common where no id tells.</summary>
internal readonly record struct PairingKey(string StrategyId, long InstrumentToken, Side Side, long Quantity)
{
    /// <summary>The key of an order.</summary>
    public static PairingKey Of(OrderTrace trace) =>
        new(trace.StrategyId, trace.InstrumentToken, trace.Side, trace.Quantity);
}
