namespace TradingEngine.Zerodha.Client.Model;

/// <summary>How long an order is valid.</summary>
public static class KiteValidity
{
    /// <summary>To the end of the session.</summary>
    public const string Day = "DAY";

    /// <summary>At once or not at all.</summary>
    public const string ImmediateOrCancel = "IOC";

    /// <summary>For some minutes.</summary>
    public const string Minutes = "TTL";
}
