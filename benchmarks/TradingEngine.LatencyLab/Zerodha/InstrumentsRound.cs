using System.Diagnostics;
using TradingEngine.LatencyLab.Measures;
using TradingEngine.Zerodha.Instruments;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>What one reading of a list of instruments gave.</summary>
/// <param name="Millis">Milliseconds.</param>
/// <param name="KeptMegabytes">Managed memory that is left in use by the list.</param>
/// <param name="MadeMegabytes">Managed memory that was allocated on the way.</param>
/// <param name="LookupNanos">Nanoseconds to find an instrument by its token.</param>
internal sealed record class InstrumentsRound(
    double Millis, double KeptMegabytes, double MadeMegabytes, double LookupNanos)
{
    private const int LookupCount = 1 << 22;
    private const double BytesPerMegabyte = 1e6;
    private const double NanosPerMilli = 1e6;

    /// <summary>Measures one reading.</summary>
    public static InstrumentsRound Measure(string path)
    {
        Garbage.Collect();
        var keptBytes = GC.GetTotalMemory(forceFullCollection: true);
        var madeBytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var list = InstrumentFile.Read(path);
        var millis = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        madeBytes = GC.GetTotalAllocatedBytes(precise: true) - madeBytes;
        Garbage.Collect();
        keptBytes = GC.GetTotalMemory(forceFullCollection: true) - keptBytes;
        return list.Registry.Count == InstrumentsText.RowCount && list.RefusedCount == 0
            ? new InstrumentsRound(millis, keptBytes / BytesPerMegabyte, madeBytes / BytesPerMegabyte, Lookup(list))
            : throw new InvalidOperationException(
                $"{list.Registry.Count} instruments were read and {list.RefusedCount} rows refused.");
    }

    /// <summary>Looks tokens up in an order that no cache foresees.</summary>
    private static double Lookup(InstrumentList list)
    {
        const int seed = 1;
        var random = new Random(seed);
        var tokens = new long[LookupCount];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = InstrumentsText.TokenOf(random.Next(InstrumentsText.RowCount));
        }

        var start = Stopwatch.GetTimestamp();
        foreach (var token in tokens)
        {
            if (list.Registry.Find(token)?.Token != token)
            {
                throw new InvalidOperationException($"The token {token} was not found.");
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds * NanosPerMilli / tokens.Length;
    }
}
