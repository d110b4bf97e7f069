using System.Diagnostics;
using TradingEngine.LatencyLab.Kafka;
using TradingEngine.LatencyLab.Measures;
using TradingEngine.Traders.Paper;
using TradingEngine.Workloads;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>Full packets from a socket on loopback through a source into the ring of an engine.</summary>
internal static class TickerSocketRound
{
    private const int WarmUpMillis = 1_000;
    private const int MeasuredMillis = 2_000;
    private const int SettleMillis = 200;

    /// <summary>Measures once. Bytes are of the time that is measured, and of all threads.</summary>
    public static TickerRound Measure()
    {
        using var server = new FrameSocket();
        var options = new KiteTickerOptions { ApiKey = "key", SocketRoot = server.Root };
        var source = new KiteTickerSource(options, () => KiteSetup.AccessToken);
        var engine = KiteSetup.MakeBuilder(FullFrames.InstrumentCount)
            .AddTrader(StageKit.TraderName, new PaperTrader())
            .RouteOthers(StageKit.TraderName)
            .AddSource(source)
            .Build();
        source.Subscribe(FullFrames.Tokens);
        engine.StartAsync().GetAwaiter().GetResult();
        var ingress = new Thread(() => engine.Run());
        ingress.Start();
        KafkaEngine.WaitUntil(() => source.GetStatus().TickCount > 0, "The first tick");
        Thread.Sleep(WarmUpMillis);
        Garbage.Collect();

        // A collection leaves work to the finalizer thread, such as the trimming of pools, which allocates.
        Thread.Sleep(SettleMillis);
        var round = MeasureRunning(source);
        SampleEngine.Stop(engine);
        ingress.Join();
        return round;
    }

    private static TickerRound MeasureRunning(KiteTickerSource source)
    {
        var countBefore = source.GetStatus().PacketCount;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        Thread.Sleep(MeasuredMillis);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new TickerRound((source.GetStatus().PacketCount - countBefore) / seconds, bytes);
    }
}
