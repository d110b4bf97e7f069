using TradingEngine.Model;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>The whole engine through its public interface.</summary>
internal sealed class EngineContender : Contender
{
    private const int TickCount = 1_024;

    private readonly MarketTick[] _ticks = SampleEvents.MakeTicks(TickCount, TickFeed.InstrumentCount);
    private readonly Engine _engine;
    private readonly int _batchSize;
    private long _published;

    /// <param name="topology">On which threads the stages run.</param>
    /// <param name="waitStrategy">How they wait.</param>
    /// <param name="batchSize">Ticks a call; 1 uses the call for one tick.</param>
    public EngineContender(Topology topology, WaitStrategy waitStrategy, int batchSize)
    {
        _batchSize = batchSize;
        _engine = SampleEngine.Start(topology, new NullSink(), options => options.WaitStrategy = waitStrategy);
    }

    public override void Publish(int count)
    {
        if (_batchSize == 1)
        {
            PublishOneByOne(count);
        }
        else
        {
            PublishBatches(count);
        }

        _published += count;
    }

    public override void PublishOne(long intendedTimestamp) =>
        throw new NotSupportedException("A tick of the public interface carries no time of sending.");

    public override void WaitUntilProcessed()
    {
        if (!_engine.Drain(TimeSpan.FromMinutes(1)))
        {
            throw new TimeoutException("The engine did not drain within a minute.");
        }

        if (_engine.GetStatus().TickCount != _published)
        {
            throw new InvalidOperationException("The engine lost ticks.");
        }
    }

    public override void Dispose() => SampleEngine.Stop(_engine);

    private void PublishOneByOne(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _engine.Publish(_ticks[i & (TickCount - 1)]);
        }
    }

    private void PublishBatches(int count)
    {
        for (var i = 0; i < count; i += _batchSize)
        {
            var size = Math.Min(_batchSize, count - i);
            _engine.Ingress.Publish(_ticks.AsSpan(i & (TickCount - 1), size));
        }
    }
}
