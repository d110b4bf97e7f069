namespace TradingEngine.Runner.Compare;

/// <summary>What an event tells of its order.</summary>
internal enum TraceEventKind
{
    /// <summary>The broker has it.</summary>
    Placed,

    /// <summary>A fill that does not tell whether it is the last one.</summary>
    Fill,

    /// <summary>A fill that is not the last one, by its id.</summary>
    PartFill,

    /// <summary>The last fill, by its id.</summary>
    LastFill,

    /// <summary>Cancelled.</summary>
    Cancelled,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>The outcome is not known.</summary>
    Unknown,
}
