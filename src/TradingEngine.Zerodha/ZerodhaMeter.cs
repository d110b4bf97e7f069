using System.Diagnostics.Metrics;
using TradingEngine.Zerodha.Budgets;

namespace TradingEngine.Zerodha;

/// <summary>The metrics of one trader, read when a listener asks.</summary>
internal sealed class ZerodhaMeter : IDisposable
{
    private readonly Meter _meter = new("TradingEngine.Zerodha");
    private readonly Func<ZerodhaStatus> _read;
    private readonly string _trader;

    /// <param name="trader">The name of the trader, a tag of every figure.</param>
    /// <param name="read">Reads its status.</param>
    public ZerodhaMeter(string trader, Func<ZerodhaStatus> read)
    {
        _trader = trader;
        _read = read;
        const string prefix = "TradingEngine.Zerodha.";
        _meter.CreateObservableGauge(
            prefix + "takes_orders", () => One(_read().Impediment is null ? 1 : 0), "1", "Whether it takes orders: 1 or 0.");
        _meter.CreateObservableGauge(
            prefix + "order_updates.connected", () => One(_read().HasOrderUpdates ? 1 : 0), "1", "Whether order updates come: 1 or 0.");
        _meter.CreateObservableCounter(prefix + "order_updates", () => One(_read().OrderUpdateCount), "{updates}", "Order updates that came.");
        _meter.CreateObservableCounter(prefix + "order_book.reads", () => One(_read().ReadCount), "{reads}", "Readings of the order book.");
        _meter.CreateObservableGauge(prefix + "orders.doubtful", () => One(_read().DoubtfulCount), "{orders}", "Orders whose outcome the broker did not tell.");
        _meter.CreateObservableGauge(prefix + "budget.used", ReadUsed, "{calls}", "Calls in the window that ends now, of the limit in the tag.");
        _meter.CreateObservableCounter(prefix + "budget.held", () => ReadBudgets(static budget => budget.HeldCount), "{calls}", "Calls that waited for their budget.");
        _meter.CreateObservableCounter(prefix + "budget.refused", () => ReadBudgets(static budget => budget.RefusedCount), "{calls}", "Calls that were refused for their budget.");
    }

    public void Dispose() => _meter.Dispose();

    private Measurement<long> One(long value) => new(value, Tag("trader", _trader));

    private List<Measurement<long>> ReadUsed()
    {
        var measurements = new List<Measurement<long>>();
        foreach (var budget in _read().Budgets)
        {
            foreach (var use in budget.Uses)
            {
                measurements.Add(new(
                    use.UsedCount,
                    Tag("trader", _trader),
                    Tag("budget", budget.Name),
                    Tag("window_seconds", (long)use.Window.TotalSeconds),
                    Tag("limit", (long)use.LimitCount)));
            }
        }

        return measurements;
    }

    private List<Measurement<long>> ReadBudgets(Func<BudgetStatus, long> figure)
    {
        var measurements = new List<Measurement<long>>();
        foreach (var budget in _read().Budgets)
        {
            measurements.Add(new(figure(budget), Tag("trader", _trader), Tag("budget", budget.Name)));
        }

        return measurements;
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
