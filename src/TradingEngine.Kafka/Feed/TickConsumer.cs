using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Ingress;
using TradingEngine.Kafka.DeadLetters;
using TradingEngine.Kafka.Diagnostics;

namespace TradingEngine.Kafka.Feed;

/// <summary>Reads the ticks of one topic from every partition, warm-up first. Used by the ingress thread.</summary>
internal sealed class TickConsumer : IDisposable
{
    private readonly string _topic;
    private readonly KafkaAdapter _adapter;
    private readonly ILogger _logger;
    private readonly TickDecoder _decoder = new();
    private readonly TickKey _key = new();
    private readonly IConsumer<NoContent, NoContent> _consumer;
    private readonly ITickReader _reader;
    private TickAssignment? _assignment;
    private long _messageCount;
    private int _partitionCount;

    public TickConsumer(KafkaAdapter adapter, string topic, DeadLetterQueue deadLetters, ILogger logger)
    {
        _adapter = adapter;
        _topic = topic;
        _logger = logger;
        _consumer = ConsumerFactory.Build<NoContent, NoContent>(
            adapter.Settings.MakeTickConsumer(),
            adapter.Connection,
            logger,
            builder => builder.SetKeyDeserializer(_key).SetValueDeserializer(_decoder));
        var batch = new TickBatch(adapter.Options.EventClock);
        _reader = adapter.Options.TickReading == TickReading.BatchQueue
            ? new BatchQueueTickReader(
                _consumer.Handle, topic, _decoder, batch, deadLetters, adapter.Connection, logger)
            : new ClientTickReader(_consumer, topic, _key, _decoder, batch, deadLetters, adapter.Connection, logger);
    }

    /// <summary>The topic.</summary>
    public string Topic => _topic;

    /// <summary>Messages that were read.</summary>
    public long MessageCount => Volatile.Read(ref _messageCount);

    /// <summary>Partitions that are read.</summary>
    public int PartitionCount => Volatile.Read(ref _partitionCount);

    /// <summary>Assigns every partition, from where the warm-up begins.</summary>
    /// <exception cref="KafkaException">The broker did not answer.</exception>
    public void Start(int partitionCount, DateTimeOffset now, TimeSpan timeout)
    {
        _assignment = TickAssignment.Ask(_consumer, _topic, partitionCount, _adapter.Options, now, timeout);
        _consumer.Assign(_assignment.Starts);
        Volatile.Write(ref _partitionCount, partitionCount);
        _logger.TicksAssigned(_topic, partitionCount, string.Join(", ", _assignment.Starts.ConvertAll(
            start => start.Offset.ToString())));
    }

    /// <summary>Reads partitions that were added to the topic, from their beginning.</summary>
    public void Extend(int partitionCount)
    {
        if (partitionCount <= _partitionCount)
        {
            return;
        }

        var added = new List<TopicPartitionOffset>();
        for (var i = _partitionCount; i < partitionCount; i++)
        {
            added.Add(new TopicPartitionOffset(_topic, i, Offset.Beginning));
        }

        _consumer.IncrementalAssign(added);
        Volatile.Write(ref _partitionCount, partitionCount);
        _logger.TicksAssigned(_topic, partitionCount, "added partitions");
    }

    /// <summary>Publishes what is there, a bounded amount, and never waits.</summary>
    /// <returns>How many messages were read.</returns>
    public int Poll(IngressPort port, int countMax)
    {
        var count = _reader.Poll(port, countMax);
        if (count > 0)
        {
            Volatile.Write(ref _messageCount, _messageCount + count);
            _adapter.Connection.OnAnswer();
        }

        return count;
    }

    /// <summary>True when the warm-up is over.</summary>
    public bool IsWarm() => _assignment!.IsReached(_consumer);

    public void Dispose()
    {
        _reader.Dispose();
        _consumer.Dispose();
    }
}
