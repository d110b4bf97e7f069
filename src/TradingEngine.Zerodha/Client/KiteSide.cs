namespace TradingEngine.Zerodha.Client;

/// <summary>The sides of an order, <c>transaction_type</c> on the wire.</summary>
public static class KiteSide
{
    /// <summary>Buys.</summary>
    public const string Buy = "BUY";

    /// <summary>Sells.</summary>
    public const string Sell = "SELL";
}
