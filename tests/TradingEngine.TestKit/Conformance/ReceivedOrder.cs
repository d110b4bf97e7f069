using TradingEngine.Model;

namespace TradingEngine.TestKit.Conformance;

/// <summary>An order as the counterparty has it now.</summary>
/// <param name="Tag">The tag that came with it.</param>
/// <param name="Side">Bought or sold.</param>
/// <param name="Quantity">Its whole quantity.</param>
/// <param name="FilledQuantity">The quantity traded so far.</param>
/// <param name="IsOpen">Whether more may be traded.</param>
public sealed record class ReceivedOrder(string Tag, Side Side, long Quantity, long FilledQuantity, bool IsOpen);
