namespace TradingEngine.Runner.Compare;

/// <summary>What a gate says.</summary>
internal enum GateOutcome
{
    /// <summary>Every term is passed.</summary>
    Passed,

    /// <summary>A term is not passed.</summary>
    NotPassed,

    /// <summary>Too few signals are on both sides to say anything; not passed either.</summary>
    NotEnoughSignals,
}
