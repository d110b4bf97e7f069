using System.Globalization;
using Confluent.Kafka;
using TradingEngine.Kafka.Embedded;

namespace TradingEngine.Kafka.Tests.Embedded;

/// <summary>Clients of an embedded cluster, and bounded ways to wait for them.</summary>
internal static class KafkaClients
{
    /// <summary>Long enough for any machine: it only ends a test that fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public static IProducer<string, string> Producer(EmbeddedKafka kafka) =>
        new ProducerBuilder<string, string>(new ProducerConfig
        {
            BootstrapServers = kafka.BootstrapServers,
            EnableIdempotence = true,
            LingerMs = 0,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 100,
        }).SetErrorHandler(Ignore).SetLogHandler(Ignore).Build();

    public static IConsumer<string, string> Consumer(
        EmbeddedKafka kafka, string group = "group", GroupProtocol protocol = GroupProtocol.Consumer)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = kafka.BootstrapServers,
            GroupId = group,
            GroupProtocol = protocol,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            FetchWaitMaxMs = EmbeddedKafka.FetchWaitMaxMs,
            FetchQueueBackoffMs = 1,
            FetchErrorBackoffMs = 10,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 100,
        };
        if (protocol == GroupProtocol.Classic)
        {
            // A member that joins after the last one has left waits for about a session.
            config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
            config.SessionTimeoutMs = 2_000;
            config.HeartbeatIntervalMs = 200;
        }

        return new ConsumerBuilder<string, string>(config).SetErrorHandler(Ignore).SetLogHandler(Ignore).Build();
    }

    public static IAdminClient Admin(EmbeddedKafka kafka) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = kafka.BootstrapServers })
            .SetLogHandler((_, _) => { }).Build();

    /// <summary>Hands the numbers over to a producer as keys and values, without waiting.</summary>
    public static void Send(
        IProducer<string, string> producer,
        string topic,
        int first,
        int count,
        Action<DeliveryReport<string, string>>? delivered = null)
    {
        for (var i = first; i < first + count; i++)
        {
            var text = i.ToString(CultureInfo.InvariantCulture);
            producer.Produce(topic, new Message<string, string> { Key = text, Value = text }, delivered);
        }
    }

    /// <summary>Consumes this many records, and fails if they do not come.</summary>
    public static List<ConsumeResult<string, string>> Receive(IConsumer<string, string> consumer, int count)
    {
        var received = new List<ConsumeResult<string, string>>();
        for (var emptyPolls = 0; received.Count < count && emptyPolls < Patience / Poll;)
        {
            if (consumer.Consume(Poll) is { } result)
            {
                received.Add(result);
            }
            else
            {
                emptyPolls++;
            }
        }

        Assert.That(received, Has.Count.EqualTo(count));
        return received;
    }

    public static IEnumerable<int> NumbersOf(IEnumerable<ConsumeResult<string, string>> results) =>
        results.Select(result => int.Parse(result.Message.Value, CultureInfo.InvariantCulture));

    private static void Ignore<T>(T client, Error error)
    {
    }

    private static void Ignore<T>(T client, LogMessage message)
    {
    }
}
