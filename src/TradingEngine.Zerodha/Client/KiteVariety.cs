namespace TradingEngine.Zerodha.Client;

/// <summary>Varieties of orders: a part of the route.</summary>
public static class KiteVariety
{
    /// <summary>An ordinary order.</summary>
    public const string Regular = "regular";

    /// <summary>After the market has closed, for the next session.</summary>
    public const string Amo = "amo";

    /// <summary>A cover order.</summary>
    public const string Co = "co";

    /// <summary>An order in legs.</summary>
    public const string Iceberg = "iceberg";

    /// <summary>An order for an auction.</summary>
    public const string Auction = "auction";

    /// <summary>Whether Kite knows it.</summary>
    public static bool IsKnown(string? variety) => variety is Regular or Amo or Co or Iceberg or Auction;
}
