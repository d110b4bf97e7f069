namespace TradingEngine.Runner.Compare;

/// <summary>How an order stands after the events that were read.</summary>
internal enum TraceState
{
    /// <summary>There is no event of it.</summary>
    None,

    /// <summary>Its broker has it, and nothing is filled.</summary>
    Open,

    /// <summary>Filled in part, the rest is open.</summary>
    Part,

    /// <summary>Filled whole.</summary>
    Filled,

    /// <summary>Cancelled, perhaps after a fill of a part.</summary>
    Cancelled,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Nobody knows whether the broker has it.</summary>
    Unknown,
}
