namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// Whom a socket tells what happens, one call at a time, on the thread that happens to receive. The spans are valid
/// within the call.
/// </summary>
internal interface ISocketHandler
{
    /// <summary>The handshake is done.</summary>
    void OnConnected();

    /// <summary>
    /// There is no connection, and attempts to get one have begun. Once until there is one again.
    /// </summary>
    /// <param name="reason">A text without secrets.</param>
    void OnDisconnected(string reason);

    /// <summary>
    /// There is no access token that the server takes; it is waited for a new one. Once for each such token.
    /// </summary>
    void OnTokenMissing(string reason);

    /// <summary>A binary frame, whole.</summary>
    void OnBinary(ReadOnlySpan<byte> frame);

    /// <summary>A text frame, whole.</summary>
    void OnText(ReadOnlySpan<byte> utf8Text);

    /// <summary>A frame that was longer than allowed and so passed over.</summary>
    void OnTooLong();
}
