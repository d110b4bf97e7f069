namespace TradingEngine.Zerodha.Client;

/// <summary>Where Kite Connect is, and who asks.</summary>
/// <remarks>A class, not a record: its ToString must not show the secret.</remarks>
public sealed class KiteClientOptions
{
    /// <summary>The key of the app.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The secret of the app: for the login and for postbacks only. <value>The default is none.</value></summary>
    public string? ApiSecret { get; set; }

    /// <summary>Where the API is. <value>The default is <c>https://api.kite.trade</c>.</value></summary>
    public Uri Root { get; set; } = new("https://api.kite.trade");

    /// <summary>
    /// What stands before every route but that of the instruments. <value>The default is nothing; the sandbox has
    /// <c>/oms</c>.</value>
    /// </summary>
    public string RoutePrefix { get; set; } = "";

    /// <summary>
    /// Where order updates and ticks come from. <value>The default is <c>wss://ws.kite.trade</c>.</value>
    /// </summary>
    public Uri SocketRoot { get; set; } = new("wss://ws.kite.trade");

    /// <summary>
    /// More parameters of the socket's address, such as <c>user_id</c> in the sandbox. <value>The default is
    /// none.</value>
    /// </summary>
    public IDictionary<string, string> SocketQuery { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The page on which a person logs in. <value>The default is <c>https://kite.zerodha.com/connect/login</c>.</value>
    /// </summary>
    public Uri LoginPage { get; set; } = new("https://kite.zerodha.com/connect/login");

    /// <summary>How long an answer may take, above zero. <value>The default is 7 seconds.</value></summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>
    /// How often a read that failed is tried again, 0 to 10. Orders are never tried again. <value>The default is
    /// 3.</value>
    /// </summary>
    public int ReadRetryCount { get; set; } = 3;

    /// <summary>
    /// The wait before the first of these; it doubles, and jitter is added. Above zero. <value>The default is 200
    /// ms.</value>
    /// </summary>
    public TimeSpan ReadRetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Bytes of an answer at most, 1,024 or more. <value>The default is 64 MiB.</value></summary>
    public int ResponseBytesMax { get; set; } = 64 << 20;

    /// <summary>How it calls itself. <value>The default is <c>TradingEngine</c>.</value></summary>
    public string UserAgent { get; set; } = "TradingEngine";

    /// <summary>What is wrong, each a sentence that begins with the option's name.</summary>
    public IReadOnlyList<string> Validate()
    {
        const int readRetryCountMax = 10;
        const int responseBytesMin = 1_024;
        var errors = new List<string>();
        Check(errors, !string.IsNullOrWhiteSpace(ApiKey), $"{nameof(ApiKey)} is missing.");
        Check(errors, IsAbsolute(Root, "http"), $"{nameof(Root)} is an address with http or https, not {Root}.");
        Check(
            errors, IsAbsolute(SocketRoot, "ws"), $"{nameof(SocketRoot)} is an address with ws or wss, not {SocketRoot}.");
        Check(
            errors,
            RoutePrefix is "" || (RoutePrefix.StartsWith('/') && !RoutePrefix.EndsWith('/')),
            $"{nameof(RoutePrefix)} is empty or begins with a slash and ends without one, not '{RoutePrefix}'.");
        Check(errors, Timeout > TimeSpan.Zero, $"{nameof(Timeout)} is above zero, not {Timeout}.");
        Check(
            errors,
            ReadRetryCount is >= 0 and <= readRetryCountMax,
            $"{nameof(ReadRetryCount)} is 0 to {readRetryCountMax}, not {ReadRetryCount}.");
        Check(errors, ReadRetryDelay > TimeSpan.Zero, $"{nameof(ReadRetryDelay)} is above zero, not {ReadRetryDelay}.");
        Check(
            errors,
            ResponseBytesMax >= responseBytesMin,
            $"{nameof(ResponseBytesMax)} is {responseBytesMin} or more, not {ResponseBytesMax}.");
        return errors;
    }

    private static bool IsAbsolute(Uri uri, string scheme) => uri is { IsAbsoluteUri: true }
        && (uri.Scheme == scheme || uri.Scheme == $"{scheme}s");

    private static void Check(List<string> errors, bool isRight, string error)
    {
        if (!isRight)
        {
            errors.Add(error);
        }
    }
}
