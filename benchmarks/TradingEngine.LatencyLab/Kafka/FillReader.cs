using Confluent.Kafka;
using TradingEngine.Kafka;
using TradingEngine.LatencyLab.Measures;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>Reads fills on a thread of its own and records how long ago each signal should have been sent.</summary>
/// <remarks>The sender's plain write of a time is visible here: the fill came through the broker after it.</remarks>
internal sealed class FillReader : IDisposable
{
    private const int PartitionCount = 3;
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IConsumer<Ignore, long> _consumer;
    private readonly long[] _intendedTimestamps;
    private readonly LatencyRecorder _recorder;
    private readonly Thread _thread;
    private int _count;
    private volatile bool _isStopping;

    /// <param name="servers">Where the broker listens.</param>
    /// <param name="intendedTimestamps">When each signal should have been sent.</param>
    /// <param name="recorder">Where latencies go.</param>
    public FillReader(string servers, long[] intendedTimestamps, LatencyRecorder recorder)
    {
        _intendedTimestamps = intendedTimestamps;
        _recorder = recorder;
        _consumer = new ConsumerBuilder<Ignore, long>(new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = "fills",
            EnableAutoCommit = false,
            FetchWaitMaxMs = 1,
            FetchQueueBackoffMs = 1,
            ConsumeResultFields = "none",
        }).SetValueDeserializer(new FillNumber()).SetLogHandler((_, _) => { }).Build();
        _consumer.Assign(Enumerable.Range(0, PartitionCount).Select(
            i => new TopicPartitionOffset(TopicNames.OrdersFilled(StageKit.TraderName), i, 0)));
        _thread = new Thread(Read);
        _thread.Start();
    }

    /// <summary>Waits until every signal has its fill.</summary>
    public void WaitForAll()
    {
        if (!_thread.Join(Patience))
        {
            throw new TimeoutException(
                $"{Volatile.Read(ref _count)} fills came of {_intendedTimestamps.Length} signals.");
        }
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        _consumer.Dispose();
    }

    private void Read()
    {
        while (_count < _intendedTimestamps.Length && !_isStopping)
        {
            if (_consumer.Consume(PollTimeout) is { } result)
            {
                _recorder.RecordSince(_intendedTimestamps[result.Message.Value]);
                Volatile.Write(ref _count, _count + 1);
            }
        }
    }
}
