namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The varieties of orders.</summary>
public static class KiteVariety
{
    /// <summary>An order as usual.</summary>
    public const string Regular = "regular";

    /// <summary>Waits for the next session.</summary>
    public const string AfterMarket = "amo";

    /// <summary>With a stop loss of its own.</summary>
    public const string Cover = "co";

    /// <summary>In legs, one after the other.</summary>
    public const string Iceberg = "iceberg";

    /// <summary>In an auction of shares.</summary>
    public const string Auction = "auction";
}
