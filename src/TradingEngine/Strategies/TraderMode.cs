namespace TradingEngine.Strategies;

/// <summary>What a trader does with the signals of a strategy.</summary>
public enum TraderMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Its shadow gets the orders: no order leaves, no position changes.</summary>
    Shadow,

    /// <summary>It gets the orders.</summary>
    Live,
}
