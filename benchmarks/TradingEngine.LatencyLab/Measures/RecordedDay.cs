using TradingEngine.Ingress.Recorded;
using TradingEngine.Model;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>A recorded day in memory.</summary>
/// <param name="Ticks">All ticks in their order.</param>
/// <param name="Signals">All signals in their order.</param>
/// <param name="TicksBefore">For each signal, how many ticks come before it.</param>
internal sealed record class RecordedDay(MarketTick[] Ticks, TradingSignal[] Signals, int[] TicksBefore)
{
    /// <summary>The file with the ticks in a folder.</summary>
    public static string TickFile(string folder) => Path.Combine(folder, RecordedDaySource.TickFileName);

    /// <summary>Reads a day. Ticks come before a signal of the same time.</summary>
    public static RecordedDay Read(string folder)
    {
        var ticks = ReadTicks(folder);
        var signals = new List<TradingSignal>();
        var ticksBefore = new List<int>();
        var next = 0;
        using var reader = new SignalFileReader(Path.Combine(folder, RecordedDaySource.SignalFileName), Refuse);
        while (reader.TryRead(out var signal))
        {
            while (next < ticks.Count && ticks[next].Timestamp <= signal.Timestamp)
            {
                next++;
            }

            signals.Add(signal);
            ticksBefore.Add(next);
        }

        return new RecordedDay([.. ticks], [.. signals], [.. ticksBefore]);
    }

    /// <summary>Reads and parses the file with the ticks.</summary>
    public static List<MarketTick> ReadTicks(string folder)
    {
        var ticks = new List<MarketTick>(1 << 19);
        using var reader = new TickFileReader(TickFile(folder), Refuse);
        while (reader.TryRead(out var tick))
        {
            ticks.Add(tick);
        }

        return ticks;
    }

    private static void Refuse(RefusedLine line) => throw new InvalidDataException(line.ToString());
}
