namespace TradingEngine.Zerodha.Client.Model;

/// <summary>How an order's position is carried.</summary>
public static class KiteProduct
{
    /// <summary>Shares, delivered.</summary>
    public const string Delivery = "CNC";

    /// <summary>Derivatives, over night.</summary>
    public const string Normal = "NRML";

    /// <summary>Closed on the same day.</summary>
    public const string Intraday = "MIS";

    /// <summary>Shares on margin.</summary>
    public const string MarginFunding = "MTF";
}
