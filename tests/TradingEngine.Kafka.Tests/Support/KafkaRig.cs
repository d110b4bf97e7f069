using System.Buffers;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Tests.Support;

/// <summary>An embedded broker with the topics of one paper trader, and a producer for messages of the tests.</summary>
internal sealed class KafkaRig : IDisposable
{
    /// <summary>Partitions of the signals.</summary>
    public const int SignalPartitionCount = 6;

    private readonly IProducer<byte[]?, byte[]?> _producer;

    public KafkaRig(int brokerCount = 1, bool hasTopics = true, params string[] traders)
    {
        Kafka = EmbeddedKafka.Start(brokerCount);
        Options = MakeOptions();
        if (hasTopics)
        {
            Kafka.CreateTopics(Options, traders.Length == 0 ? ["paper"] : traders);
        }

        _producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig
        {
            BootstrapServers = Kafka.BootstrapServers,
            EnableIdempotence = true,
            LingerMs = 1,
            CompressionType = CompressionType.Lz4,
            MessageMaxBytes = 64 * 1024 * 1024,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 200,
        }).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>The broker.</summary>
    public EmbeddedKafka Kafka { get; }

    /// <summary>Options for the broker; each call of <see cref="MakeOptions"/> makes others like them.</summary>
    public KafkaOptions Options { get; set; }

    /// <summary>The topic of signals.</summary>
    public static string SignalTopic => TopicNames.SignalsValidated("paper");

    /// <summary>The bytes of a signal's envelope.</summary>
    public static byte[] BytesOf(TradingSignal signal, string broker = "paper") =>
        Json(writer => SignalJson.Write(writer, signal, signal.Timestamp, broker));

    /// <summary>The bytes of a tick's envelope.</summary>
    public static byte[] BytesOf(MarketTick tick) =>
        Json(writer => TickJson.Write(writer, tick, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, "test"));

    /// <summary>Options for the broker with the newer protocol of groups, where members come and go quickly.</summary>
    public KafkaOptions MakeOptions(ConsumerGroupProtocol protocol)
    {
        var options = MakeOptions();
        options.GroupProtocol = protocol;
        if (protocol == ConsumerGroupProtocol.Consumer)
        {
            options.Consumer.Remove("session.timeout.ms");
            options.Consumer.Remove("heartbeat.interval.ms");
        }

        return options;
    }

    public KafkaOptions MakeOptions()
    {
        var options = new KafkaOptions
        {
            BootstrapServers = Kafka.BootstrapServers,
            PnlInterval = TimeSpan.Zero,
            CommitInterval = TimeSpan.FromMilliseconds(20),
        };
        options.Consumer["fetch.wait.max.ms"] = "1";
        options.Consumer["session.timeout.ms"] = "6000";
        options.Consumer["heartbeat.interval.ms"] = "300";
        return options;
    }

    /// <summary>Sends a tick and waits until the broker has it.</summary>
    public void SendTick(MarketTick tick) => Send(
        TopicNames.MarketTicks,
        $"{tick.InstrumentToken}",
        BytesOf(tick));

    /// <summary>Sends signals and waits until the broker has them.</summary>
    public void SendSignals(params IEnumerable<TradingSignal> signals)
    {
        foreach (var signal in signals)
        {
            Post(SignalTopic, $"{signal.StrategyId}:{signal.InstrumentToken}", BytesOf(signal));
        }

        Flush();
    }

    /// <summary>Sends signals to one partition and waits until the broker has them.</summary>
    public void SendSignalsTo(int partition, params IEnumerable<TradingSignal> signals)
    {
        foreach (var signal in signals)
        {
            PostTo(
                SignalTopic, partition, $"{signal.StrategyId}:{signal.InstrumentToken}", BytesOf(signal));
        }

        Flush();
    }

    /// <summary>Sends any bytes and waits until the broker has them.</summary>
    public void Send(string topic, string? key, byte[]? value, Headers? headers = null)
    {
        Post(topic, key, value, headers);
        Flush();
    }

    /// <summary>Sends any bytes; <see cref="Flush"/> waits.</summary>
    public void Post(string topic, string? key, byte[]? value, Headers? headers = null) =>
        PostTo(topic, Partition.Any, key, value, headers);

    /// <summary>Sends any bytes to one partition; <see cref="Flush"/> waits.</summary>
    public void PostTo(
        string topic, Partition partition, string? key, byte[]? value, Headers? headers = null) => _producer.Produce(
        new TopicPartition(topic, partition),
        new Message<byte[]?, byte[]?>
        {
            Key = key is null ? null : Encoding.UTF8.GetBytes(key),
            Value = value,
            Headers = headers,
        });

    public void Flush()
    {
        if (_producer.Flush(TimeSpan.FromMinutes(1)) > 0)
        {
            throw new TimeoutException("The broker did not take all messages.");
        }
    }

    /// <summary>The offsets that a group of these options has committed for signals; -1001 for none.</summary>
    public long[] CommittedOffsets(string? topic = null)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = Kafka.BootstrapServers,
            GroupId = Options.GroupId,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 200,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        var partitions = Enumerable.Range(0, SignalPartitionCount)
            .Select(partition => new TopicPartition(topic ?? SignalTopic, partition));
        return [.. consumer.Committed(partitions, TimeSpan.FromMinutes(1)).Select(each => each.Offset.Value)];
    }

    /// <summary>The offsets where the partitions of a topic end.</summary>
    public long[] EndOffsets(string topic, int partitionCount)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = Kafka.BootstrapServers,
            GroupId = "ends",
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        return [.. Enumerable.Range(0, partitionCount).Select(partition => consumer.QueryWatermarkOffsets(
            new TopicPartition(topic, partition), TimeSpan.FromMinutes(1)).High.Value)];
    }

    /// <summary>The offset that is committed for one partition of the signals.</summary>
    public long CommittedOffset(int partition) => CommittedOffsets()[partition];

    /// <summary>What <paramref name="write"/> writes.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, OrderEventJson.WriterOptions);
        write(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public void Dispose()
    {
        _producer.Dispose();
        Kafka.Dispose();
    }
}
