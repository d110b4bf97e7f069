namespace TradingEngine.Zerodha.Ticker;

/// <summary>How much Kite's ticker sends of an instrument.</summary>
public enum KiteTickerMode
{
    /// <summary>The last price only.</summary>
    Ltp,

    /// <summary>Also quantities, volume, open, high, low and close.</summary>
    Quote,

    /// <summary>Also the exchange's time, the open interest and five levels of depth.</summary>
    Full,
}
