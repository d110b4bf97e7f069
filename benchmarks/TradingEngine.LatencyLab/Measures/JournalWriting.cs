using System.Diagnostics;
using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>Writes intents into a journal.</summary>
internal static class JournalWriting
{
    public const string TraderName = "live";

    private const int SignalCapacity = 1 << 20;

    /// <summary>A journal that is open.</summary>
    public static OrderJournal Open(string directory)
    {
        var journal = new OrderJournal(
            () => new DirectoryFiles(directory),
            new JournalOptions { Directory = directory },
            new PositionLedger(),
            SignalCapacity,
            TimeProvider.System);
        journal.Open();
        return journal;
    }

    public static Order[] MakeOrders(int count)
    {
        var signals = SampleEvents.MakeSignals(count, instrumentCount: 8);
        return [.. signals.Select(signal => new Order
        {
            Id = OrderIdentity.OrderIdOf(signal.SignalId, TraderName),
            Signal = signal,
            Side = Side.Buy,
            Quantity = signal.Quantity,
            Timestamp = signal.Timestamp,
        })];
    }

    /// <summary>Intents a second where one thread syncs every <paramref name="batch"/>.</summary>
    public static double PerSecond(LabFolder folder, int count, int batch)
    {
        var orders = MakeOrders(count);
        var journal = Open(folder.Next());
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            journal.RecordIntent(orders[i], TraderName, OrderDurability.WriteBehind);
            if ((i + 1) % batch == 0)
            {
                journal.Commit(isDurable: true);
            }
        }

        journal.Commit(isDurable: true);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        journal.Close();
        return count / seconds;
    }

    /// <summary>Intents a second where each of several threads waits until its own is on disk.</summary>
    public static double WaitingPerSecond(LabFolder folder, int count, int threadCount)
    {
        var orders = MakeOrders(count);
        var journal = Open(folder.Next());
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        var threads = new Thread[threadCount];
        for (var i = 0; i < threadCount; i++)
        {
            threads[i] = new Thread(() =>
            {
                int index;
                while ((index = Interlocked.Increment(ref next)) < count)
                {
                    journal.RecordIntent(orders[index], TraderName, OrderDurability.BeforeSend);
                }
            });
            threads[i].Start();
        }

        Array.ForEach(threads, thread => thread.Join());
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        journal.Close();
        return count / seconds;
    }
}
