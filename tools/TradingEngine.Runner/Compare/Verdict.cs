namespace TradingEngine.Runner.Compare;

/// <summary>What a gate says of a comparison.</summary>
/// <param name="Outcome">All in all.</param>
/// <param name="Terms">One by one, in the order of the gate.</param>
/// <param name="PairCount">Signals on both sides.</param>
/// <param name="SignalsMin">How many there had to be.</param>
internal sealed record class Verdict(
    GateOutcome Outcome, IReadOnlyList<GateTermResult> Terms, int PairCount, int SignalsMin)
{
    /// <summary>True only where there are enough signals and every term is passed.</summary>
    public bool IsPassed => Outcome == GateOutcome.Passed;

    /// <summary>The outcome as words.</summary>
    public string Text => Outcome switch
    {
        GateOutcome.Passed => "passed",
        GateOutcome.NotPassed => "not passed",
        GateOutcome.EventsNotRead => "events not read",
        _ => "not enough signals",
    };
}
