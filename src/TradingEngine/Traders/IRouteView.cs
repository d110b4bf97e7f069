using TradingEngine.Model;

namespace TradingEngine.Traders;

/// <summary>What the lanes ask the routes. Immutable; any thread may ask.</summary>
internal interface IRouteView
{
    /// <summary>
    /// Whether signals of the strategy can still reach the trader: false after a rollback, true while it has any share.
    /// </summary>
    /// <param name="signal">The signal of an order that waits.</param>
    /// <param name="traderMask">The bit of the trader.</param>
    bool LeadsTo(TradingSignal signal, ulong traderMask);
}
