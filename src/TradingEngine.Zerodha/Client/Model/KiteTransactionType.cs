namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The sides.</summary>
public static class KiteTransactionType
{
    /// <summary>Buys.</summary>
    public const string Buy = "BUY";

    /// <summary>Sells.</summary>
    public const string Sell = "SELL";
}
