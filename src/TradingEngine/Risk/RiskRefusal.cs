namespace TradingEngine.Risk;

/// <summary>Why an order may not leave.</summary>
/// <param name="Key">The name of the limit or mode, stable, such as <c>order_quantity_max</c>.</param>
/// <param name="Message">For people: the limit, whose it is, its value and the order's. No full stop.</param>
internal sealed record class RiskRefusal(string Key, string Message);
