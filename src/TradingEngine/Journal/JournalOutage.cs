namespace TradingEngine.Journal;

/// <summary>What orders of simulated traders do when the journal cannot be written.</summary>
public enum JournalOutage
{
    /// <summary>They go on, and what they do is not recorded.</summary>
    SimulatedContinue,

    /// <summary>They are refused as live orders are.</summary>
    AllRefused,
}
