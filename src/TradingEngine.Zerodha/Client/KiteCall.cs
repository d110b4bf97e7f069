namespace TradingEngine.Zerodha.Client;

/// <summary>What a request is for: Kite limits each kind by itself.</summary>
public enum KiteCall
{
    /// <summary>Order book, trades, positions and whatever has no kind of its own.</summary>
    Read,

    /// <summary>A new order.</summary>
    Place,

    /// <summary>A change of an order.</summary>
    Modify,

    /// <summary>The cancellation of an order.</summary>
    Cancel,

    /// <summary>A new order that makes a position smaller.</summary>
    Exit,

    /// <summary>Quotes.</summary>
    Quote,

    /// <summary>Historical candles.</summary>
    Historical,
}
