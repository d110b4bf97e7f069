namespace TradingEngine.TestKit.Traders;

/// <summary>What a simulated broker does with an order when it gets it.</summary>
public enum BrokerBehavior
{
    /// <summary>Trades all of it at once.</summary>
    Fills,

    /// <summary>Trades half of it at once, rounded down; the rest is open.</summary>
    FillsInParts,

    /// <summary>Accepts it; it is open.</summary>
    Rests,

    /// <summary>Refuses it.</summary>
    Rejects,
}
