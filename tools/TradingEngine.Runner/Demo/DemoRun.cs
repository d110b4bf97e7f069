using System.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Runner.Demo.Kafka;
using TradingEngine.Runner.View;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Runner.Demo;

/// <summary>Runs a generated day through an engine, while a view on another thread shows it.</summary>
internal sealed class DemoRun
{
    private const string TraderName = "paper";
    private const int LatencySamplesMax = 1 << 20;

    private readonly DemoOptions _options;
    private readonly IDemoView _view;
    private readonly GeneratedDay _day;
    private readonly IDemoWay _way;
    private readonly Engine _engine;
    private long _startTimestamp;

    /// <param name="options">The day.</param>
    /// <param name="view">What shows it.</param>
    /// <param name="sink">Gets the order events; null for nobody.</param>
    public DemoRun(DemoOptions options, IDemoView view, IOrderEventSink? sink = null)
    {
        _options = options;
        _view = view;
        _day = new GeneratedDay(options);
        var pacer = new Pacer(options.Seconds);
        _way = options.IsInProcess ? new InProcessWay(_day, pacer) : new KafkaWay(_day, pacer);
        _engine = Build(sink);
    }

    /// <summary>Slippage and commission about those of intraday trading at a discount broker.</summary>
    public static PaperTraderOptions Paper { get; } = new() { SlippagePercent = 0.01m, CommissionPercent = 0.03m };

    /// <summary>Runs the day. The calling thread is the ingress thread.</summary>
    /// <param name="interrupt">Ends the day early; the result is then that of the day so far.</param>
    public DemoResult Execute(CancellationToken interrupt)
    {
        _engine.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        try
        {
            return ExecuteStarted(interrupt);
        }
        finally
        {
            _engine.StopAsync().GetAwaiter().GetResult();
            _way.Dispose();
        }
    }

    private DemoResult ExecuteStarted(CancellationToken interrupt)
    {
        using var finished = new CancellationTokenSource();
        var memory = MemoryUse.Start();
        _startTimestamp = Stopwatch.GetTimestamp();
        var showing = Task.Factory.StartNew(
            () => ShowUntil(finished.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        bool isWhole;
        TimeSpan elapsed;
        try
        {
            isWhole = _way.Run(_engine, interrupt);
            elapsed = Stopwatch.GetElapsedTime(_startTimestamp);
        }
        finally
        {
            finished.Cancel();
        }

        memory = memory.Stop(showing.GetAwaiter().GetResult());
        return new DemoResult(ReadSnapshot() with { Elapsed = elapsed }, memory, !isWhole);
    }

    /// <returns>Bytes that the view allocated.</returns>
    private long ShowUntil(CancellationToken finished)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _view.Run(ReadSnapshot, finished);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private Engine Build(IOrderEventSink? sink)
    {
        var builder = new EngineBuilder()
            .AddTrader(TraderName, new PaperTrader(Paper))
            .UseCalendar(GeneratedDay.Calendar)
            .UseTimeProvider(_way.Clock)
            .Configure(engine =>
            {
                engine.Topology = _options.Topology;
                engine.TickOverflow = TickOverflow.Wait;
                engine.LatencyWindow = Math.Clamp(_options.SignalCount, 1, LatencySamplesMax);
            });
        _way.AddTo(builder);
        foreach (var strategyId in _day.StrategyIds)
        {
            builder.Route(strategyId, TraderName);
        }

        return sink is null ? builder.Build() : builder.AddSink(sink).Build();
    }

    private DemoSnapshot ReadSnapshot()
    {
        // First how far the day is, then its figures: they may be ahead of it, never behind.
        var percent = (int)(_way.PublishedCount * 100 / _day.EventCount);
        var now = _way.Clock.GetUtcNow().ToOffset(GeneratedDay.Open.Offset);
        return new DemoSnapshot(
            _options,
            _engine.GetStatus(),
            StrategyPnl.Read(_engine, _day.StrategyIds),
            now,
            GeneratedDay.Calendar.IsOpen(now),
            percent,
            Stopwatch.GetElapsedTime(_startTimestamp),
            _way.ReadKafka());
    }
}
