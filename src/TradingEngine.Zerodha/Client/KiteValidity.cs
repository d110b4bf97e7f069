namespace TradingEngine.Zerodha.Client;

/// <summary>How long an order holds.</summary>
public static class KiteValidity
{
    /// <summary>To the end of the session.</summary>
    public const string Day = "DAY";

    /// <summary>What cannot trade at once is cancelled.</summary>
    public const string Ioc = "IOC";

    /// <summary>For some minutes.</summary>
    public const string Ttl = "TTL";

    /// <summary>Whether Kite knows it.</summary>
    public static bool IsKnown(string? validity) => validity is Day or Ioc or Ttl;
}
