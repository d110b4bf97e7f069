using BenchmarkDotNet.Attributes;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Workloads;

namespace TradingEngine.Benchmarks;

/// <summary>
/// The publishing of ticks into a running engine. Each call ends when everything has passed the stages.
/// </summary>
public class PublishBenchmarks
{
    private const int EventCount = 1 << 18;
    private const int BatchSize = 256;
    private const int ThreadCount = 2;

    private readonly MarketTick[] _ticks = SampleEvents.MakeTicks(BatchSize, BatchSize);
    private Engine _engine = null!;

    /// <summary>On which threads the stages run.</summary>
    [Params(Topology.Fused, Topology.Inline)]
    public Topology Topology { get; set; }

    [GlobalSetup(Targets = [nameof(OneByOne), nameof(Batches)])]
    public void StartForOne() => _engine = SampleEngine.Start(Topology, new NullSink());

    [GlobalSetup(Target = nameof(ManyProducers))]
    public void StartForMany() => _engine = SampleEngine.Start(
        Topology.Fused, new NullSink(), options => options.Producers = Producers.Many);

    [GlobalCleanup]
    public void Stop() => SampleEngine.Stop(_engine);

    [Benchmark(Baseline = true, OperationsPerInvoke = EventCount)]
    public bool OneByOne()
    {
        Publish(EventCount);
        return _engine.Drain(TimeSpan.FromMinutes(1));
    }

    [Benchmark(OperationsPerInvoke = EventCount)]
    public bool Batches()
    {
        for (var i = 0; i < EventCount / BatchSize; i++)
        {
            _engine.Ingress.Publish(_ticks);
        }

        return _engine.Drain(TimeSpan.FromMinutes(1));
    }

    /// <summary>Two threads at once, always with the topology Fused.</summary>
    [Benchmark(OperationsPerInvoke = EventCount)]
    public bool ManyProducers()
    {
        var other = Task.Run(() => Publish(EventCount / ThreadCount));
        Publish(EventCount / ThreadCount);
        other.Wait();
        return _engine.Drain(TimeSpan.FromMinutes(1));
    }

    private void Publish(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _engine.Publish(_ticks[i & (BatchSize - 1)]);
        }
    }
}
