using System.Diagnostics;
using HdrHistogram;
using TradingEngine.Journal.Storage;
using TradingEngine.Orders;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>One intent on disk and a bare write with fdatasync, in turns, so that the disk treats both alike.</summary>
/// <param name="BareMicros">The middle of the bare ones, in microseconds.</param>
/// <param name="IntentMicros">The middle of the intents.</param>
internal sealed record class SyncRound(double BareMicros, double IntentMicros)
{
    private const int Count = 1_000;
    private const int RecordBytes = 250;
    private const double NanosPerMicro = 1_000;

    public static SyncRound Measure(LabFolder folder)
    {
        var orders = JournalWriting.MakeOrders(Count);
        var journal = JournalWriting.Open(folder.Next());
        using var file = new DirectoryFiles(folder.Next()).Create("bare");
        var bytes = new byte[RecordBytes];
        var bare = new LongHistogram(TimeSpan.TicksPerMinute * 100, 3);
        var intents = new LongHistogram(TimeSpan.TicksPerMinute * 100, 3);
        foreach (var order in orders)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(bytes);
            file.Sync();
            var middle = Stopwatch.GetTimestamp();
            journal.RecordIntent(order, JournalWriting.TraderName, OrderDurability.BeforeSend);
            var end = Stopwatch.GetTimestamp();
            bare.RecordValue(Nanos(start, middle));
            intents.RecordValue(Nanos(middle, end));
        }

        journal.Close();
        return new SyncRound(
            bare.GetValueAtPercentile(50) / NanosPerMicro, intents.GetValueAtPercentile(50) / NanosPerMicro);
    }

    private static long Nanos(long start, long end) => (long)Stopwatch.GetElapsedTime(start, end).TotalNanoseconds;
}
