namespace TradingEngine.CrashHost.Wire;

/// <summary>One line to the broker: an order to place, or the question what became of all orders.</summary>
/// <param name="Do"><see cref="Place"/> or <see cref="Query"/>.</param>
/// <param name="Tag">The order's tag; null in a question.</param>
/// <param name="Side">BUY or SELL.</param>
/// <param name="Quantity">What to trade.</param>
/// <param name="InstrumentToken">The instrument.</param>
internal sealed record class BrokerRequest(
    string Do, string? Tag = null, string? Side = null, long Quantity = 0, long InstrumentToken = 0)
{
    public const string Place = "place";
    public const string Query = "query";
}
