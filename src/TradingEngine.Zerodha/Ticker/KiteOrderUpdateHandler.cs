namespace TradingEngine.Zerodha.Ticker;

/// <summary>Looks at what Kite says of an order.</summary>
/// <param name="utf8Json">
/// The order as a JSON object in UTF-8, valid within the call only. The same update may come more than once, and
/// updates may be lost: the order book is the truth.
/// </param>
public delegate void KiteOrderUpdateHandler(ReadOnlySpan<byte> utf8Json);
