namespace TradingEngine.CrashHost.Wire;

/// <summary>An order as the broker has it.</summary>
/// <param name="Tag">The tag that came with it.</param>
/// <param name="BrokerOrderId">The broker's id.</param>
/// <param name="State">One of the constants.</param>
/// <param name="Filled">What is traded so far.</param>
/// <param name="AveragePrice">The average price of that.</param>
/// <param name="Fees">The fees of that.</param>
internal sealed record class BrokerOrder(
    string Tag, string BrokerOrderId, string State, long Filled, decimal AveragePrice, decimal Fees)
{
    public const string Open = "OPEN";
    public const string Complete = "COMPLETE";
    public const string Cancelled = "CANCELLED";
    public const string Rejected = "REJECTED";
}
