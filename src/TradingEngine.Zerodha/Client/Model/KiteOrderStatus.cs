namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What an order's status means for what may still happen.</summary>
public enum KiteOrderStatus
{
    /// <summary>A status that is not known. The order is not at its end as far as anybody knows.</summary>
    Unknown,

    /// <summary>On its way to the exchange or in the middle of a change.</summary>
    Interim,

    /// <summary>At the exchange, or waiting for its trigger; it may be filled in part.</summary>
    Resting,

    /// <summary>Nothing will change any more: filled, cancelled or rejected.</summary>
    Final,
}
