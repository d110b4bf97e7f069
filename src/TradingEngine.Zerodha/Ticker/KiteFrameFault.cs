namespace TradingEngine.Zerodha.Ticker;

/// <summary>What is wrong with a frame of Kite's ticker. The packets before the fault are good.</summary>
public enum KiteFrameFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The frame has no bytes.</summary>
    Empty,

    /// <summary>The frame says that it has fewer than no packets.</summary>
    NegativeCount,

    /// <summary>A packet says that it has fewer than no bytes.</summary>
    NegativeLength,

    /// <summary>The frame ends within a packet, or before the packets that it says it has.</summary>
    Truncated,

    /// <summary>The frame has bytes after the packets that it says it has.</summary>
    TrailingBytes,

    /// <summary>
    /// The frame is longer than <see cref="KiteTickerOptions.FrameBytesMax"/>; nothing of it is used.
    /// </summary>
    TooLong,
}
