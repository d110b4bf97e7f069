using System.Buffers;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Kafka.Topics;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Tests.Support;

/// <summary>An embedded broker with the topics of one paper trader, and a producer for messages of the tests.</summary>
internal sealed class KafkaRig : IDisposable
{
    private readonly IProducer<byte[]?, byte[]?> _producer;

    public KafkaRig(int brokerCount = 1, bool hasTopics = true, params string[] traders)
    {
        Kafka = EmbeddedKafka.Start(brokerCount);
        Options = MakeOptions();
        if (hasTopics)
        {
            CreateTopics(Options, traders.Length == 0 ? ["paper"] : traders);
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
    public KafkaOptions Options { get; }

    /// <summary>The topic of signals.</summary>
    public static string SignalTopic => TopicNames.SignalsValidated("paper");

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

    public void CreateTopics(KafkaOptions options, string[] traders)
    {
        var plan = new TopicPlan(options, traders);
        foreach (var topic in plan.Feed.Concat(plan.Sink))
        {
            Kafka.CreateTopic(topic.Name, topic.PartitionCount);
        }
    }

    /// <summary>Sends a tick and waits until the broker has it.</summary>
    public void SendTick(MarketTick tick) => Send(
        TopicNames.MarketTicks,
        $"{tick.InstrumentToken}",
        Json(writer => TickJson.Write(writer, tick, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, "test")));

    /// <summary>Sends signals and waits until the broker has them.</summary>
    public void SendSignals(params IEnumerable<TradingSignal> signals)
    {
        foreach (var signal in signals)
        {
            Post(
                SignalTopic,
                $"{signal.StrategyId}:{signal.InstrumentToken}",
                Json(writer => SignalJson.Write(writer, signal, signal.Timestamp, "paper")));
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
    public void Post(string topic, string? key, byte[]? value, Headers? headers = null) => _producer.Produce(
        topic,
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
