namespace TradingEngine.Model;

/// <summary>What a strategy wants.</summary>
public enum SignalType : byte
{
    /// <summary>Nothing: the signal is counted and never becomes an order.</summary>
    Hold,

    /// <summary>Buy the quantity.</summary>
    Buy,

    /// <summary>Sell the quantity.</summary>
    Sell,
}
