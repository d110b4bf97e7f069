namespace TradingEngine.Zerodha.Ticker;

/// <summary>What a socket is doing.</summary>
internal enum KiteSocketState
{
    /// <summary>It was not started.</summary>
    New,

    /// <summary>It waits for an access token that the server takes.</summary>
    WaitsForToken,

    /// <summary>The handshake is under way.</summary>
    Connecting,

    /// <summary>It receives.</summary>
    Connected,

    /// <summary>It waits before the next attempt.</summary>
    WaitsToReconnect,

    /// <summary>It has ended.</summary>
    Stopped,
}
