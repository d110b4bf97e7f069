namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What an answer that says no means. README.md in this folder shows the same table.</summary>
/// <remarks>
/// Status and body both decide. The first row that fits counts, and where none fits, or there is no error of Kite in
/// the body at all, the outcome is <see cref="KiteErrorKind.Unknown"/>: a mistake in that direction costs a look into
/// the order book, the other one a second order.
/// </remarks>
internal static class KiteErrorTable
{
    /// <summary>Stands for an <c>error_type</c> that is missing or not in the table.</summary>
    public const string GeneralError = "GeneralException";

    private static readonly string[] Any = [];

    private static readonly string[] Refusals =
    [
        "InputException", "OrderException", "MarginException", "HoldingException", "UserException",
        "PermissionException",
    ];

    private static readonly string[] OtherTypes = ["TokenException", "NetworkException", "DataException"];

    /// <summary>The rows for answers with an error of Kite in the body, in order.</summary>
    public static readonly KiteErrorRule[] Rules =
    [
        new("too many requests", 429, 429, Any, Any, KiteErrorKind.RateLimited),
        new("server or gateway failed", 500, 599, Any, Any, KiteErrorKind.Unknown),
        new("access token dead", 200, 499, ["TokenException"], Any, KiteErrorKind.NeedsLogin),
        new("timed out, whatever the type", 200, 499, Any, ["timed out", "timeout", "time out", "timedout"],
            KiteErrorKind.Unknown),
        new("address not registered", 400, 403, [GeneralError], [" ip ", " ips ", " ipv4 ", " ipv6 "],
            KiteErrorKind.Rejected),
        new("refused", 200, 499, Refusals, Any, KiteErrorKind.Rejected),
        new("everything else", 200, 499, Any, Any, KiteErrorKind.Unknown),
    ];

    /// <summary>What an answer with an error of Kite in the body means.</summary>
    public static KiteErrorKind Find(int status, string? errorType, string? message)
    {
        var plain = KiteErrorRule.Plain(message ?? "");
        var known = KnownType(errorType);
        foreach (var rule in Rules)
        {
            if (rule.Fits(status, known, plain))
            {
                return rule.Kind;
            }
        }

        return KiteErrorKind.Unknown;
    }

    /// <summary>What an answer without one means: HTML, nothing, or JSON of another kind.</summary>
    public static KiteErrorKind Find(int status) =>
        status == 429 ? KiteErrorKind.RateLimited : KiteErrorKind.Unknown;

    /// <summary>Whether this is how opening a connection fails.</summary>
    /// <remarks>
    /// A request may be tried on a second connection, so this is only half of the certainty that nothing left: its body
    /// must not have been asked for either.
    /// </remarks>
    public static bool IsBeforeSending(HttpRequestError error) => error is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static string KnownType(string? errorType) =>
        errorType is not null
        && (Array.IndexOf(Refusals, errorType) >= 0 || Array.IndexOf(OtherTypes, errorType) >= 0)
            ? errorType
            : GeneralError;
}
