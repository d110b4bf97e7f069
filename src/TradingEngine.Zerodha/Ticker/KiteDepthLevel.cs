using TradingEngine.Model;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>A level of the order book.</summary>
/// <param name="Price">The price, zero where the book has no such level.</param>
/// <param name="Quantity">The quantity of all orders at this price.</param>
/// <param name="OrderCount">How many orders they are.</param>
public readonly record struct KiteDepthLevel(Price Price, long Quantity, int OrderCount);
