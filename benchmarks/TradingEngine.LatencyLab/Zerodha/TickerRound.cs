using System.Diagnostics;
using TradingEngine.LatencyLab.Measures;
using TradingEngine.Traders.Paper;
using TradingEngine.Workloads;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>What one round of the ticker gave.</summary>
/// <param name="PerSecond">Full packets a second.</param>
/// <param name="Bytes">Managed bytes of all threads for all packets.</param>
internal sealed record class TickerRound(double PerSecond, long Bytes)
{
    /// <summary>Packets of a round.</summary>
    public const int PacketCount = 10_000_000;

    private const int WarmUpFrames = 5_000;
    private const int FrameCount = PacketCount / FullFrames.PacketsPerFrame;
    private const int QueueFrames = 64;
    private const int SettleMillis = 200;

    /// <summary>Frames in memory through the parser into a counter.</summary>
    public static TickerRound MeasureParser()
    {
        var frames = new FullFrames();
        var parser = new KiteTickParser();
        var target = new CountingTarget();
        var round = Measure(
            count =>
            {
                for (var i = 0; i < count; i++)
                {
                    parser.Parse(frames[i], DateTimeOffset.UnixEpoch, target, listener: null);
                }
            },
            () => { });
        return Check(round, target.Count);
    }

    /// <summary>The same frames as a connection hands them on: a copy, the parser, batches, the ring of an engine.</summary>
    public static TickerRound MeasureRing()
    {
        var frames = new FullFrames();
        var queue = new FrameQueue(QueueFrames, FullFrames.InstrumentCount);
        var parser = new KiteTickParser();
        var batch = new TickBatch();
        var engine = KiteSetup.MakeBuilder(FullFrames.InstrumentCount)
            .AddTrader(StageKit.TraderName, new PaperTrader())
            .RouteOthers(StageKit.TraderName)
            .Build();
        engine.StartAsync().GetAwaiter().GetResult();
        batch.Begin(engine.Ingress);
        var round = Measure(
            count =>
            {
                for (var i = 0; i < count; i++)
                {
                    queue.Add(frames[i], DateTimeOffset.UnixEpoch);
                    queue.TryTake(out _, out var frame);
                    parser.Parse(frame!.Frame, frame.ReceivedAt, batch, listener: null);
                    queue.Return(frame);
                    batch.Publish();
                }
            },
            () => engine.Drain(TimeSpan.FromMinutes(1)));
        var tickCount = engine.GetStatus().TickCount;
        SampleEngine.Stop(engine);
        return Check(round, tickCount);
    }

    /// <param name="run">Takes so many frames.</param>
    /// <param name="finish">Waits until the last of them is done.</param>
    private static TickerRound Measure(Action<int> run, Action finish)
    {
        run(WarmUpFrames);
        finish();
        Garbage.Collect();

        // A collection leaves work to the finalizer thread, such as the trimming of pools, which allocates.
        Thread.Sleep(SettleMillis);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        run(FrameCount);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        finish();
        return new TickerRound(PacketCount / Stopwatch.GetElapsedTime(start).TotalSeconds, bytes);
    }

    private static TickerRound Check(TickerRound round, long count)
    {
        const long expected = PacketCount + WarmUpFrames * FullFrames.PacketsPerFrame;
        return count == expected
            ? round
            : throw new InvalidOperationException($"{count} of {expected} packets became ticks.");
    }
}
