namespace TradingEngine.Zerodha.Client;

/// <summary>
/// States of an order at Kite. Everything else, known or not, means that more can happen to it.
/// </summary>
public static class KiteStatus
{
    /// <summary>Traded whole.</summary>
    public const string Complete = "COMPLETE";

    /// <summary>Cancelled; a part may be traded.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>Cancelled before the session it was for.</summary>
    public const string CancelledAmo = "CANCELLED AMO";

    /// <summary>Refused by the broker or the exchange.</summary>
    public const string Rejected = "REJECTED";

    /// <summary>It rests at the exchange.</summary>
    public const string Open = "OPEN";

    /// <summary>Whether nothing more can happen to an order.</summary>
    public static bool IsFinal(string status) => status is Complete or Cancelled or CancelledAmo or Rejected;
}
