namespace TradingEngine.Zerodha.Ticker;

/// <summary>The packets of Kite's ticker, told apart by their length.</summary>
public enum KiteTickKind
{
    /// <summary>No packet.</summary>
    None,

    /// <summary>8 bytes: token and last price, of an index too.</summary>
    Ltp,

    /// <summary>28 bytes: an index without the exchange's time.</summary>
    IndexQuote,

    /// <summary>32 bytes: an index with the exchange's time.</summary>
    IndexFull,

    /// <summary>44 bytes: quantities, volume, open, high, low and close.</summary>
    Quote,

    /// <summary>184 bytes: also times, open interest and depth.</summary>
    Full,
}
