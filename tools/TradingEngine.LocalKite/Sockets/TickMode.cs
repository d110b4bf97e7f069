namespace TradingEngine.LocalKite.Sockets;

/// <summary>How much of a tick a subscriber gets.</summary>
internal enum TickMode
{
    /// <summary>The last price.</summary>
    Ltp,

    /// <summary>Prices and quantities of the day.</summary>
    Quote,

    /// <summary>The same with times, open interest and depth.</summary>
    Full,
}
