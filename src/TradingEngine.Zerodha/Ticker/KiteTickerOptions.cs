namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// How an engine speaks to Kite's ticker. Read when a source is made; what is changed later has no effect.
/// </summary>
public sealed class KiteTickerOptions
{
    /// <summary>The key of the app at Kite. Required. It never stands in a log.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// Where the socket is, <c>ws</c> or <c>wss</c>. <value>The default is <c>wss://ws.kite.trade</c>.</value>
    /// </summary>
    public Uri SocketRoot { get; set; } = new("wss://ws.kite.trade");

    /// <summary>
    /// More parameters of the socket's address, such as <c>user_id=AB1234</c> for the sandbox, already escaped.
    /// <value>The default is none.</value>
    /// </summary>
    public string SocketQuery { get; set; } = "";

    /// <summary>
    /// Connections at most, one or more. Kite allows three for an app; an order stream beside a source needs one of
    /// them. <value>The default is 3.</value>
    /// </summary>
    public int ConnectionsMax { get; set; } = 3;

    /// <summary>Instruments on one connection at most, one or more. <value>The default is 3,000.</value></summary>
    public int InstrumentsPerConnectionMax { get; set; } = 3_000;

    /// <summary>How long a handshake may take, above zero. <value>The default is 7 seconds.</value></summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>
    /// After how long without a byte a connection counts as dead, above zero; Kite sends a heartbeat where there is
    /// nothing else. <value>The default is 5 seconds.</value>
    /// </summary>
    public TimeSpan LivenessTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest wait before the first attempt to connect again, above zero. It doubles with each attempt that fails;
    /// a random part of up to a half is taken off. <value>The default is 1 second.</value>
    /// </summary>
    public TimeSpan ReconnectDelayFirst { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts. <value>The default is 60 seconds.</value></summary>
    public TimeSpan ReconnectDelayMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often it is looked for a new access token where there is none or the last one was refused, above zero.
    /// <value>The default is 1 second.</value>
    /// </summary>
    public TimeSpan TokenCheckInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Frames of a connection that are kept while the engine is busy, two or more. When it takes longer only the newest
    /// tick of each instrument is kept. <value>The default is 16.</value>
    /// </summary>
    public int FrameBufferCount { get; set; } = 16;

    /// <summary>
    /// The longest frame, from 1,024 bytes to 64 MiB; a longer one is passed over. <value>The default is 1 MiB, about
    /// twice what 3,000 instruments in full need.</value>
    /// </summary>
    public int FrameBytesMax { get; set; } = 1 << 20;

    /// <summary>A copy, so that a later change has no effect.</summary>
    internal KiteTickerOptions Copy() => (KiteTickerOptions)MemberwiseClone();
}
