namespace TradingEngine.Runner.Compare;

/// <summary>How two sides differ: every signal, and the totals. Left is the reference, right is judged.</summary>
internal sealed class Comparison
{
    private const int Percent = 100;

    /// <summary>Compares two sides.</summary>
    public Comparison(TraceSet left, TraceSet right)
    {
        (Left, Right) = (left, right);
        Signals = [.. Pairing.Pair(left.Traces, right.Traces).Select(pair => new ComparedSignal(pair))];
        foreach (var signal in Signals)
        {
            CountSignal(signal);
            CountStates(signal.LeftState, signal.RightState);
        }

        Slippage = Distribution.Of(Signals.Select(signal => signal.SlippageBasisPoints).OfType<decimal>());
        LatencyMillis = Distribution.Of(Signals.Select(signal => signal.LatencyMillis).OfType<decimal>());
    }

    /// <summary>The reference.</summary>
    public TraceSet Left { get; }

    /// <summary>What is judged.</summary>
    public TraceSet Right { get; }

    /// <summary>Every signal of either side, once.</summary>
    public IReadOnlyList<ComparedSignal> Signals { get; }

    /// <summary>Signals on the left.</summary>
    public int LeftCount => BothCount + OnlyLeftCount;

    /// <summary>Signals on the right.</summary>
    public int RightCount => BothCount + OnlyRightCount;

    /// <summary>Signals on both sides.</summary>
    public int BothCount { get; private set; }

    /// <summary>Signals on the left only.</summary>
    public int OnlyLeftCount { get; private set; }

    /// <summary>Signals on the right only.</summary>
    public int OnlyRightCount { get; private set; }

    /// <summary>Signals that are filled whole on both sides.</summary>
    public int FilledBothCount { get; private set; }

    /// <summary>Signals that are filled whole on the left only.</summary>
    public int FilledOnlyLeftCount { get; private set; }

    /// <summary>Signals that are filled whole on the right only.</summary>
    public int FilledOnlyRightCount { get; private set; }

    /// <summary>Signals on both sides of which the right one filled less.</summary>
    public int UnfilledCount { get; private set; }

    /// <summary>Signals that failed on the left, or of which nobody knows.</summary>
    public int FailedLeftCount { get; private set; }

    /// <summary>Signals that failed on the right, or of which nobody knows.</summary>
    public int FailedRightCount { get; private set; }

    /// <summary>Signals that were cancelled on the left.</summary>
    public int CancelledLeftCount { get; private set; }

    /// <summary>Signals that were cancelled on the right.</summary>
    public int CancelledRightCount { get; private set; }

    /// <summary>What the right side filled more than the left, over the signals on both; below zero for less.</summary>
    public long QuantityDifference { get; private set; }

    /// <summary>Signals on both sides with different filled quantities.</summary>
    public int QuantityDiffersCount { get; private set; }

    /// <summary>In basis points, over the signals with a price on both sides; null where there is none.</summary>
    public Distribution? Slippage { get; }

    /// <summary>Over the signals on both sides; null where there is none.</summary>
    public Distribution? LatencyMillis { get; }

    /// <summary>Failed ones of those on the right, in percent; null where there is none.</summary>
    public decimal? FailuresPercent => Share(FailedRightCount, RightCount);

    /// <summary>Those on the left only of those on the left, in percent; null where there is none.</summary>
    public decimal? MissingPercent => Share(OnlyLeftCount, LeftCount);

    /// <summary>Those on the right only of those on the right, in percent; null where there is none.</summary>
    public decimal? ExtraPercent => Share(OnlyRightCount, RightCount);

    /// <summary>Those filled less on the right of those on both sides, in percent; null where there is none.</summary>
    public decimal? UnfilledPercent => Share(UnfilledCount, BothCount);

    private static decimal? Share(int count, int all) => all == 0 ? null : (decimal)count * Percent / all;

    private void CountSignal(ComparedSignal signal)
    {
        if (signal is { Left: { } left, Right: { } right })
        {
            BothCount++;
            UnfilledCount += signal.IsUnfilled ? 1 : 0;
            QuantityDifference += right.FilledQuantity - left.FilledQuantity;
            QuantityDiffersCount += right.FilledQuantity != left.FilledQuantity ? 1 : 0;
        }
        else if (signal.Left is not null)
        {
            OnlyLeftCount++;
        }
        else
        {
            OnlyRightCount++;
        }
    }

    private void CountStates(TraceState left, TraceState right)
    {
        var (isLeftFilled, isRightFilled) = (left == TraceState.Filled, right == TraceState.Filled);
        FilledBothCount += isLeftFilled && isRightFilled ? 1 : 0;
        FilledOnlyLeftCount += isLeftFilled && !isRightFilled ? 1 : 0;
        FilledOnlyRightCount += isRightFilled && !isLeftFilled ? 1 : 0;
        FailedLeftCount += left is TraceState.Failed or TraceState.Unknown ? 1 : 0;
        FailedRightCount += right is TraceState.Failed or TraceState.Unknown ? 1 : 0;
        CancelledLeftCount += left == TraceState.Cancelled ? 1 : 0;
        CancelledRightCount += right == TraceState.Cancelled ? 1 : 0;
    }
}
