using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Kafka.Tests.Support;

/// <summary>A started engine with Kafka and a thread that polls it, and ways to wait for it.</summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _polling = new();
    private readonly Task _run;

    private RunningEngine(Engine engine, KafkaAdapter adapter, InMemorySink sink)
    {
        Engine = engine;
        Adapter = adapter;
        Sink = sink;
        _run = Task.Factory.StartNew(
            Poll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Engine Engine { get; }

    public KafkaAdapter Adapter { get; }

    /// <summary>Everything that came out, beside Kafka.</summary>
    public InMemorySink Sink { get; }

    public KafkaStatus Status => Adapter.GetStatus();

    /// <summary>Starts an engine with a paper trader; the clock is real and signals never get too old.</summary>
    public static async Task<RunningEngine> StartAsync(
        KafkaOptions options, Action<EngineBuilder>? configure = null, bool hasPaper = true)
    {
        var adapter = new KafkaAdapter(options);
        var sink = new InMemorySink();
        var builder = new EngineBuilder().AddSink(sink).AddKafka(adapter).Configure(engine =>
        {
            engine.Topology = Topology.Fused;
            engine.SignalAgeLimit = Timeout.InfiniteTimeSpan;
        });
        if (hasPaper)
        {
            builder.AddTrader("paper", new PaperTrader(new PaperTraderOptions { SlippagePercent = 0 }))
                .RouteOthers("paper");
        }

        configure?.Invoke(builder);
        var engine = builder.Build();
        await engine.StartAsync();
        return new RunningEngine(engine, adapter, sink);
    }

    /// <summary>Waits until something holds.</summary>
    public void WaitUntil(Func<bool> condition, string what)
    {
        if (!SpinWait.SpinUntil(() => condition() || _run.IsFaulted, Patience))
        {
            throw new TimeoutException(
                $"{what} did not come about. {Status} {Engine.GetStatus()} {string.Join("; ", Sink.Alerts)}");
        }

        if (_run.IsFaulted)
        {
            _run.GetAwaiter().GetResult();
        }
    }

    /// <summary>Waits until the prices of so many ticks are there.</summary>
    public void WaitForTicks(long count) => WaitUntil(() => Engine.GetStatus().TickCount >= count, $"{count} ticks");

    /// <summary>Waits until it is a member of the group and takes signals of so many partitions.</summary>
    public void WaitForPartitions(int count) => WaitUntil(
        () => Status is { SignalPartitionsWaiting: 0 } status && status.SignalPartitionCount == count,
        $"{count} partitions");

    /// <summary>Waits until so many order events came out.</summary>
    public void WaitForEvents(int count) => WaitUntil(() => Sink.Count >= count, $"{count} events");

    /// <summary>Waits until nothing is under way and everything is acknowledged.</summary>
    public void WaitUntilIdle() => WaitUntil(
        () => Status is { SignalsInFlight: 0, UnacknowledgedCount: 0 }, "an end of what is under way");

    /// <summary>Whether there was an alert of this kind.</summary>
    public bool HasAlert(AlertKind kind) => Sink.Alerts.Any(alert => alert.Kind == kind);

    /// <summary>Stops polling as a process that hangs does: nothing is finished, committed or left.</summary>
    public async Task AbandonAsync()
    {
        await _polling.CancelAsync();
        await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync();
        await _run;
        _polling.Dispose();
    }

    private void Poll()
    {
        try
        {
            Engine.Run(_polling.Token);
        }
        catch (OperationCanceledException)
        {
            // Abandoned.
        }
    }
}
