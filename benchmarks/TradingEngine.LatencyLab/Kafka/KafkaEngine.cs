using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TradingEngine.Kafka;
using TradingEngine.Traders.Paper;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>A fused engine with a paper trader and Kafka, and the thread that polls it.</summary>
internal sealed class KafkaEngine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Thread _ingress;

    public KafkaEngine(KafkaOptions options, WaitStrategy waitStrategy, ILoggerFactory? loggers = null)
    {
        Adapter = new KafkaAdapter(options);
        Engine = new EngineBuilder()
            .AddTrader(StageKit.TraderName, new PaperTrader())
            .RouteOthers(StageKit.TraderName)
            .UseLogging(loggers ?? NullLoggerFactory.Instance)
            .AddKafka(Adapter)
            .Configure(engine =>
            {
                engine.Topology = Topology.Fused;
                engine.WaitStrategy = waitStrategy;
                engine.SignalAgeLimit = Timeout.InfiniteTimeSpan;
            })
            .Build();
        Engine.StartAsync().GetAwaiter().GetResult();
        _ingress = new Thread(() => Engine.Run());
        _ingress.Start();
    }

    public KafkaAdapter Adapter { get; }

    public Engine Engine { get; }

    /// <summary>Waits until something holds, and looks every millisecond.</summary>
    public static void WaitUntil(Func<bool> condition, string what)
    {
        var due = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            if (Environment.TickCount64 > due)
            {
                throw new TimeoutException($"{what} did not come about.");
            }

            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        SampleEngine.Stop(Engine);
        _ingress.Join();
    }
}
