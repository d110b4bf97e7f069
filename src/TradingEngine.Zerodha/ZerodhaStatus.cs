using TradingEngine.Zerodha.Budgets;

namespace TradingEngine.Zerodha;

/// <summary>What a <see cref="ZerodhaTrader"/> is doing.</summary>
/// <param name="Impediment">Why it takes no orders now; null where it does.</param>
/// <param name="HasOrderUpdates">Whether order updates come; otherwise the order book is polled.</param>
/// <param name="OrderUpdateCount">Order updates that came, those about others' orders included.</param>
/// <param name="ReadCount">How often the order book was read.</param>
/// <param name="DoubtfulCount">Orders whose outcome the broker did not tell when they were sent, and that are not decided.</param>
/// <param name="Budgets">How much of the budgets of calls is used.</param>
public sealed record class ZerodhaStatus(
    string? Impediment,
    bool HasOrderUpdates,
    long OrderUpdateCount,
    long ReadCount,
    int DoubtfulCount,
    IReadOnlyList<BudgetStatus> Budgets);
