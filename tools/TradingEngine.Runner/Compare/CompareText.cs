using System.Globalization;

namespace TradingEngine.Runner.Compare;

/// <summary>A comparison as a person reads it.</summary>
internal static class CompareText
{
    private const int SignalsShownMax = 50;

    private static readonly string[] Header =
        ["signal", "strategy", "instrument", "side", "quantity", "left", "right", "slippage", "latency", "message"];

    public static void Write(TextWriter output, Comparison comparison, Verdict? verdict)
    {
        WriteSignals(output, comparison);
        WriteTotals(output, comparison);
        WriteVerdict(output, verdict);
    }

    /// <summary>A line a term, and the verdict.</summary>
    public static void WriteVerdict(TextWriter output, Verdict? verdict)
    {
        foreach (var result in verdict?.Terms ?? [])
        {
            var measured = result.Measured is { } value
                ? $"{CompareFormat.Number(value)}{result.Term.Figure.Unit}"
                : $"nothing measured, {result.Lack}";
            output.WriteLine($"{result.Term}: {measured}, {(result.IsPassed ? "passed" : "not passed")}");
        }

        output.WriteLine($"verdict: {VerdictOf(verdict)}");
    }

    private static string VerdictOf(Verdict? verdict) => verdict switch
    {
        null => "no gate",
        { Outcome: GateOutcome.NotEnoughSignals } =>
            $"{verdict.Text}, {verdict.PairCount} on both sides of at least {verdict.SignalsMin}",
        _ => verdict.Text,
    };

    private static void WriteSignals(TextWriter output, Comparison comparison)
    {
        if (comparison.Signals.Count == 0)
        {
            output.WriteLine("There are no signals on either side.");
            return;
        }

        string[][] rows = [Header, .. SignalOrder.WorstFirst(comparison.Signals).Take(SignalsShownMax).Select(CellsOf)];
        var widths = Enumerable.Range(0, Header.Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }

        var hidden = comparison.Signals.Count - SignalsShownMax;
        if (hidden > 0)
        {
            output.WriteLine($"{hidden} more {(hidden == 1 ? "signal is" : "signals are")} left out.");
        }
    }

    private static string[] CellsOf(ComparedSignal signal) =>
    [
        CompareFormat.OneLine(signal.Key),
        CompareFormat.OneLine(signal.Any.StrategyId),
        signal.Any.InstrumentToken.ToString(CultureInfo.InvariantCulture),
        CompareFormat.NameOf(signal.Any.Side),
        signal.Any.Quantity.ToString(CultureInfo.InvariantCulture),
        Describe(signal.Left),
        Describe(signal.Right),
        signal.SlippageBasisPoints is { } slippage ? $"{CompareFormat.Number(slippage)}bp" : "",
        signal.LatencyMillis is { } latency ? $"{CompareFormat.Number(latency)}ms" : "",
        CompareFormat.OneLine(signal.Right?.Message ?? signal.Left?.Message ?? ""),
    ];

    private static string Describe(OrderTrace? trace)
    {
        var state = CompareFormat.NameOf(trace?.State ?? TraceState.None);
        return trace is { AveragePrice: { } price }
            ? string.Create(
                CultureInfo.InvariantCulture, $"{state} {trace.FilledQuantity} at {CompareFormat.Number(price)}")
            : state;
    }

    private static void WriteTotals(TextWriter output, Comparison comparison)
    {
        foreach (var (name, figure) in CompareTotals.Of(comparison))
        {
            output.WriteLine($"{name}: {figure}");
        }
    }
}
