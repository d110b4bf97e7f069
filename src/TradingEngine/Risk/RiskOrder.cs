using TradingEngine.Model;

namespace TradingEngine.Risk;

/// <summary>What of an order is checked before it leaves.</summary>
/// <param name="Trader">The trader that is to get it.</param>
/// <param name="StrategyId">The strategy that wants it.</param>
/// <param name="InstrumentToken">The instrument.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">The quantity, above zero.</param>
/// <param name="SignalPrice">The price that the signal names; null or zero where it names none.</param>
/// <param name="LastPrice">The last price of the instrument; null where there is none.</param>
/// <param name="LastPriceTicks">When that price was made, in UTC ticks.</param>
/// <param name="NowTicks">The engine's time of the order, in UTC ticks.</param>
internal readonly record struct RiskOrder(
    string Trader,
    string StrategyId,
    long InstrumentToken,
    Side Side,
    long Quantity,
    Price? SignalPrice,
    Price? LastPrice,
    long LastPriceTicks,
    long NowTicks);
