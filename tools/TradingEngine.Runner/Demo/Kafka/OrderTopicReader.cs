using System.Text.Json;
using Confluent.Kafka;
using TradingEngine.Diagnostics;
using TradingEngine.Kafka;

namespace TradingEngine.Runner.Demo.Kafka;

/// <summary>Reads the order topics back, as any other service would, on a thread of its own.</summary>
internal sealed class OrderTopicReader : IDisposable
{
    private const int SampleCountMax = 1 << 16;

    private readonly IConsumer<Ignore, byte[]> _consumer;
    private readonly SendTimes _sent;
    private readonly Thread _thread;
    private readonly HashSet<Guid> _fillIds = [];
    private readonly Queue<TimeSpan> _roundTrips = new();
    private readonly object _gate = new();
    private volatile bool _isClosed;
    private long _eventCount;

    public OrderTopicReader(string bootstrapServers, string broker, SendTimes sent)
    {
        _sent = sent;
        _consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "tradingengine-demo-reader",
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            FetchWaitMaxMs = 1,
            FetchQueueBackoffMs = 1,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        string[] topics =
            [TopicNames.OrdersFilled(broker), TopicNames.OrdersFailed(broker), TopicNames.OrdersSubmitted(broker)];
        using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        _consumer.Assign(admin.GetMetadata(TimeSpan.FromSeconds(10)).Topics
            .Where(topic => topics.Contains(topic.Topic))
            .SelectMany(topic => topic.Partitions.Select(
                partition => new TopicPartitionOffset(topic.Topic, partition.PartitionId, 0))));
        _thread = new Thread(Run) { IsBackground = true, Name = "TradingEngine demo reader" };
        _thread.Start();
    }

    /// <summary>Order events that were read.</summary>
    public long EventCount => Volatile.Read(ref _eventCount);

    /// <summary>Fills among them, each id once.</summary>
    public long FillCount
    {
        get
        {
            lock (_gate)
            {
                return _fillIds.Count;
            }
        }
    }

    /// <summary>From the sending of a signal until its event was read, over the newest.</summary>
    public LatencyPercentiles GetRoundTrip()
    {
        TimeSpan[] sorted;
        lock (_gate)
        {
            sorted = [.. _roundTrips];
        }

        if (sorted.Length == 0)
        {
            return default;
        }

        Array.Sort(sorted);
        return new LatencyPercentiles(
            sorted.Length, At(sorted, 500), At(sorted, 900), At(sorted, 990), At(sorted, 999), At(sorted, 1000));
    }

    public void Dispose()
    {
        _isClosed = true;
        _thread.Join();
        _consumer.Dispose();
    }

    private static long At(TimeSpan[] sorted, int perMille) =>
        (long)sorted[Math.Max(0, (int)((sorted.Length * (long)perMille + 999) / 1000) - 1)].TotalNanoseconds;

    private void Run()
    {
        while (!_isClosed)
        {
            try
            {
                if (_consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } result)
                {
                    Take(result.Message.Value);
                }
            }
            catch (ConsumeException)
            {
                // The broker is gone for a moment, or for good at the end of the demonstration.
            }
        }
    }

    private void Take(byte[] value)
    {
        using var json = JsonDocument.Parse(value);
        var root = json.RootElement;
        var roundTrip = _sent.Take(root.GetProperty("causation_id").GetString());
        lock (_gate)
        {
            if (root.GetProperty("type").ValueEquals("order_filled"))
            {
                _fillIds.Add(root.GetProperty("id").GetGuid());
            }

            if (roundTrip is { } time)
            {
                _roundTrips.Enqueue(time);
                while (_roundTrips.Count > SampleCountMax)
                {
                    _roundTrips.Dequeue();
                }
            }
        }

        Volatile.Write(ref _eventCount, _eventCount + 1);
    }
}
