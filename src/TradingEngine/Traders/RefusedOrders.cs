using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>
/// Orders that count as refused because their broker did not know them: another pass may have asked before, and hear of
/// one all the same. Not thread-safe.
/// </summary>
internal sealed class RefusedOrders
{
    private readonly HashSet<OrderId> _ids = [];
    private readonly TraderHandle _trader;
    private readonly OutcomeReporter _reporter;

    public RefusedOrders(TraderHandle trader, OutcomeReporter reporter)
    {
        _trader = trader;
        _reporter = reporter;
    }

    /// <summary>Remembers an order of which the broker knew nothing.</summary>
    public void Add(OrderId id) => _ids.Add(id);

    /// <summary>Tells a person, once, where a broker has such an order after all.</summary>
    public void Hear(in OrderEvidence evidence, DateTimeOffset now)
    {
        var isThere = evidence.Result.Kind is OrderResultKind.Accepted or OrderResultKind.PartiallyFilled
            or OrderResultKind.Filled or OrderResultKind.Cancelled;
        if (isThere && _ids.Remove(evidence.OrderId))
        {
            _reporter.Alert(
                AlertKind.OrderAppeared,
                AlertSeverity.Critical,
                $"Order {evidence.OrderId} of trader '{_trader.Name}' counts as refused, and its broker has it after all " +
                $"({evidence.Result.Kind}): look at it there, its fills are not in the positions",
                _trader,
                now);
        }
    }
}
