namespace TradingEngine.Runner.Compare;

/// <summary>In which order signals are shown.</summary>
internal static class SignalOrder
{
    /// <summary>
    /// Failures of the right side first, then what it has not, then what it filled less, then what only it has, then by
    /// slippage.
    /// </summary>
    public static IEnumerable<ComparedSignal> WorstFirst(IEnumerable<ComparedSignal> signals) => signals
        .OrderBy(RankOf)
        .ThenByDescending(signal => signal.SlippageBasisPoints ?? decimal.MinValue)
        .ThenBy(signal => signal.Any.FirstTime);

    private static int RankOf(ComparedSignal signal) => signal switch
    {
        { RightState: TraceState.Failed or TraceState.Unknown } => 0,
        { Right: null } => 1,
        { IsUnfilled: true } => 2,
        { Left: null } => 3,
        _ => 4,
    };
}
