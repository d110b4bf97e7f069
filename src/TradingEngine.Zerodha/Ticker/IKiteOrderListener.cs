namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// Whom an order stream tells what happens, one call at a time, on a thread that receives: it should be quick.
/// </summary>
internal interface IKiteOrderListener
{
    /// <summary>There is a connection. What happened before is not told: read the order book.</summary>
    void OnConnected();

    /// <summary>There is no connection any more, or none yet. Once until there is one again.</summary>
    /// <param name="reason">A text without secrets.</param>
    /// <param name="needsLogin">True where it waits for a new access token.</param>
    void OnDisconnected(string reason, bool needsLogin);

    /// <summary>Something happened to an order, perhaps one of others. It may be told twice, or not at all.</summary>
    void OnOrder(KiteOrderFrame order);
}
