namespace TradingEngine.TestKit.Traders;

/// <summary>What became of an order at a simulated broker.</summary>
public enum BrokerOrderState
{
    /// <summary>It is open; a part may be traded.</summary>
    Open,

    /// <summary>All of it is traded.</summary>
    Filled,

    /// <summary>Its rest is cancelled.</summary>
    Cancelled,

    /// <summary>It was refused.</summary>
    Rejected,
}
