namespace TradingEngine.Zerodha.Ticker;

/// <summary>Looks at a packet of Kite's ticker. The packet is valid within the call only.</summary>
public delegate void KiteTickHandler(KiteTick tick);
