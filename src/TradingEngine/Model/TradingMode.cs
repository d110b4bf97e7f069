namespace TradingEngine.Model;

/// <summary>Which orders may leave. Cancels always may.</summary>
public enum TradingMode : byte
{
    /// <summary>Every order.</summary>
    Active,

    /// <summary>Only orders that, filled whole, make a position smaller and do not cross zero.</summary>
    Reducing,

    /// <summary>No order.</summary>
    Halted,
}
