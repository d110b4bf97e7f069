namespace TradingEngine.Zerodha.Client;

/// <summary>What a call does, for budgets.</summary>
public enum KiteCall
{
    /// <summary>Reads.</summary>
    Read,

    /// <summary>Places an order.</summary>
    Place,

    /// <summary>Places an order that only reduces a position.</summary>
    Exit,

    /// <summary>Modifies an order.</summary>
    Modify,

    /// <summary>Cancels an order.</summary>
    Cancel,
}
