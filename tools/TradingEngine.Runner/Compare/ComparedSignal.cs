using System.Globalization;
using TradingEngine.Model;

namespace TradingEngine.Runner.Compare;

/// <summary>How the two sides differ in one signal.</summary>
internal sealed class ComparedSignal
{
    private const int BasisPoints = 10_000;

    public ComparedSignal(in TracePair pair)
    {
        (Left, Right) = (pair.Left, pair.Right);
        if (Left is not null && Right is not null)
        {
            LatencyMillis = (decimal)(Right.FirstTime - Left.FirstTime).Ticks / TimeSpan.TicksPerMillisecond;
            SlippageBasisPoints = SlippageOf(Left, Right);
        }
    }

    /// <summary>What came of it on the left; null where nothing is there.</summary>
    public OrderTrace? Left { get; }

    /// <summary>What came of it on the right; null where nothing is there.</summary>
    public OrderTrace? Right { get; }

    /// <summary>How much worse the right price is, in basis points of the left one; null without two prices.</summary>
    public decimal? SlippageBasisPoints { get; }

    /// <summary>
    /// From the first event on the left to the first one on the right, in milliseconds; null where one side has none.
    /// </summary>
    /// <remarks>
    /// By the events' own times, which are those of the engine's clock. A fill of an inline trader, such as paper, has
    /// the time at which its signal entered the engine, not the one at which it was filled. Between two inline traders
    /// this is the difference of when the signal came in; within one engine it is zero.
    /// </remarks>
    public decimal? LatencyMillis { get; }

    /// <summary>True where both sides have it.</summary>
    public bool IsPair => Left is not null && Right is not null;

    /// <summary>The id of the signal; without one strategy, instrument and time of the first event.</summary>
    public string Key => Left?.SignalId ?? Right?.SignalId ?? string.Create(
        CultureInfo.InvariantCulture,
        $"{Any.StrategyId}:{Any.InstrumentToken}:{Any.FirstTime:yyyy-MM-dd'T'HH:mm:ss.ffffffzzz}");

    /// <summary>The side that has it, the left one where both do.</summary>
    public OrderTrace Any => Left ?? Right!;

    /// <summary>How it stands on the left.</summary>
    public TraceState LeftState => Left?.State ?? TraceState.None;

    /// <summary>How it stands on the right.</summary>
    public TraceState RightState => Right?.State ?? TraceState.None;

    /// <summary>True where both have it and the right one filled less.</summary>
    public bool IsUnfilled => IsPair && Right!.FilledQuantity < Left!.FilledQuantity;

    private static decimal? SlippageOf(OrderTrace left, OrderTrace right)
    {
        if (left.AveragePrice is not { } reference || right.AveragePrice is not { } judged)
        {
            return null;
        }

        var rise = (judged - reference) / reference * BasisPoints;
        return left.Side == Side.Buy ? rise : -rise;
    }
}
