using System.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>A start over a journal without a snapshot.</summary>
/// <param name="Seconds">Until everything is folded.</param>
/// <param name="PeakMegabytes">By how much the working set grew at most.</param>
internal sealed record class RecoveryRound(double Seconds, double PeakMegabytes)
{
    private const int SampleMillis = 10;
    private const double Megabyte = 1 << 20;

    public static RecoveryRound Measure(LabFolder folder, int count)
    {
        var directory = folder.Next();
        Fill(directory, count);
        Garbage.Collect();
        var before = Environment.WorkingSet;
        var peak = before;
        using var stop = new ManualResetEventSlim();
        var sampler = new Thread(() =>
        {
            while (!stop.Wait(SampleMillis))
            {
                peak = Math.Max(peak, Environment.WorkingSet);
            }
        });
        sampler.Start();
        var start = Stopwatch.GetTimestamp();
        var journal = JournalWriting.Open(directory);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        stop.Set();
        sampler.Join();
        peak = Math.Max(peak, Environment.WorkingSet);
        journal.Close();
        Directory.Delete(directory, recursive: true);
        return new RecoveryRound(seconds, (peak - before) / Megabyte);
    }

    /// <summary>Half intents, half their fills.</summary>
    private static void Fill(string directory, int count)
    {
        var orders = JournalWriting.MakeOrders(count / 2);
        var journal = JournalWriting.Open(directory);
        foreach (var order in orders)
        {
            journal.RecordIntent(order, JournalWriting.TraderName, OrderDurability.WriteBehind);
            journal.RecordEvent(MakeFill(order), out _).Release();
        }

        journal.Close();
    }

    private static OrderEvent MakeFill(in Order order) => new()
    {
        EventId = OrderIdentity.EventIdOf(order.Id, OrderEventType.Filled, 0),
        Type = OrderEventType.Filled,
        OrderId = order.Id,
        Signal = order.Signal,
        Side = order.Side,
        Trader = JournalWriting.TraderName,
        ExecutionMode = "live",
        Quantity = order.Quantity,
        Price = Price.FromDecimal(100),
        Timestamp = order.Timestamp,
    };
}
