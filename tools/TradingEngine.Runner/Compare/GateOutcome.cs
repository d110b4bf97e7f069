namespace TradingEngine.Runner.Compare;

/// <summary>What a gate says.</summary>
internal enum GateOutcome
{
    /// <summary>Every term is passed.</summary>
    Passed,

    /// <summary>A term is not passed.</summary>
    NotPassed,

    /// <summary>Events of a side could not be read, so that nothing can be said; not passed either.</summary>
    EventsNotRead,

    /// <summary>Too few signals are on both sides to say anything; not passed either.</summary>
    NotEnoughSignals,
}
