namespace TradingEngine.Simulation;

/// <summary>A defect that is put in on purpose, to show that the invariants find it.</summary>
public enum PlantedBug
{
    /// <summary>None.</summary>
    None,

    /// <summary>The disk says that a record is synced, and it is not: orders leave before that.</summary>
    UnsyncedIntent,

    /// <summary>A start does not put back which signals are decided.</summary>
    ForgottenSignals,

    /// <summary>The sink's hold is lost: an offset is done before the sink has acknowledged the event.</summary>
    UnheldEvents,

    /// <summary>An offset is done when the event is made, before it is recorded.</summary>
    EarlyRelease,

    /// <summary>A partial fill is recorded and folded twice.</summary>
    DoubledPartialFill,
}
