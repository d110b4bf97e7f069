namespace TradingEngine.Model;

/// <summary>The side of an order.</summary>
public enum Side : byte
{
    /// <summary>Buy.</summary>
    Buy = 1,

    /// <summary>Sell.</summary>
    Sell = 2,
}
