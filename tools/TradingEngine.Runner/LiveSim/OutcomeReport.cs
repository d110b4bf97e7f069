using System.Globalization;
using TradingEngine.Model;

namespace TradingEngine.Runner.LiveSim;

/// <summary>The closing summary: a line a signal, then the totals.</summary>
internal static class OutcomeReport
{
    private const int MessageLengthMax = 60;

    /// <summary>Writes it.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="outcomes">The signals in their order.</param>
    /// <param name="symbolOf">The symbol of an instrument.</param>
    public static void Write(
        TextWriter output, IReadOnlyList<SignalOutcome> outcomes, Func<long, string> symbolOf)
    {
        output.WriteLine();
        output.WriteLine($"{"signal",-16}{"time",-10}{"strategy",-20}{"order",-26}{"live",-30}{"paper",-24}{"slippage",10}");
        foreach (var one in outcomes)
        {
            var signal = one.Signal;
            var order = string.Create(
                CultureInfo.InvariantCulture,
                $"{(one.Side == Side.Buy ? "BUY" : "SELL"),-4} {signal.Quantity,5} {symbolOf(signal.InstrumentToken)}");
            var slippage = (one.SlippageBasisPoints ?? one.ShadowSlippageBasisPoints) is { } points
                ? string.Create(CultureInfo.InvariantCulture, $"{points:+0.00;-0.00;0.00} bp")
                : "-";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{signal.SignalId,-16}{signal.Timestamp:HH:mm:ss}  {signal.StrategyId,-20}{order,-26}" +
                $"{DescribeLive(one),-30}{Describe(one.Paper),-24}{slippage,10}"));
            if ((one.Live?.Message ?? one.Shadow?.Message ?? one.Paper?.Message) is { } message)
            {
                output.WriteLine($"{"",-16}{Cut(message)}");
            }
        }

        WriteTotals(output, outcomes);
    }

    private static void WriteTotals(TextWriter output, IReadOnlyList<SignalOutcome> outcomes)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcomes.Count} signals with orders. Live: {Count(outcomes, one => one.Live)}. " +
            $"Paper: {Count(outcomes, one => one.Paper)}."));
        WriteSlippage(output, "live", outcomes.Select(one => one.SlippageBasisPoints));
        SignalOutcome[] shadowed = [.. outcomes.Where(one => one.Shadow is not null)];
        if (shadowed.Length > 0)
        {
            output.WriteLine($"Shadow, nothing of it was sent: {Count(shadowed, one => one.Shadow)}.");
            WriteSlippage(output, "the shadow", outcomes.Select(one => one.ShadowSlippageBasisPoints));
        }
    }

    private static void WriteSlippage(TextWriter output, string whose, IEnumerable<decimal?> points)
    {
        var slippages = points.OfType<decimal>().Order().ToList();
        if (slippages.Count > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Slippage of {whose} against paper over {slippages.Count} signals: mean {slippages.Average():0.00} bp, " +
                $"median {slippages[slippages.Count / 2]:0.00} bp, {slippages[0]:0.00} to {slippages[^1]:0.00} bp."));
        }
    }

    private static string Count(
        IReadOnlyList<SignalOutcome> outcomes, Func<SignalOutcome, TraderOutcome?> side) => string.Join(
            ", ",
            outcomes.Select(side)
                .GroupBy(outcome => outcome is null ? "no order" : NameOf(outcome.State))
                .OrderByDescending(group => group.Count())
                .Select(group => $"{group.Count()} {group.Key}"));

    private static string DescribeLive(SignalOutcome one) =>
        one is { Live: null, Shadow: { } shadow } ? $"shadow {Describe(shadow)}" : Describe(one.Live);

    private static string Describe(TraderOutcome? outcome) => outcome switch
    {
        null => "no order",
        { Price: { } price } => string.Create(
            CultureInfo.InvariantCulture, $"{NameOf(outcome.State)} {outcome.FilledQuantity} @ {price:0.00##}"),
        _ => NameOf(outcome.State),
    };

    private static string NameOf(OrderEventType type) => type switch
    {
        OrderEventType.Placed => "open",
        OrderEventType.PartiallyFilled => "part",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string Cut(string text) => text.Length <= MessageLengthMax ? text : text[..MessageLengthMax] + "…";
}
