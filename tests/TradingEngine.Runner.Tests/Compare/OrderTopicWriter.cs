using System.Text;
using Confluent.Kafka;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Model;

namespace TradingEngine.Runner.Tests.Compare;

/// <summary>A broker with the order topics of some traders, and a client that writes to them.</summary>
internal sealed class OrderTopicWriter : IDisposable
{
    private readonly EmbeddedKafka _kafka = EmbeddedKafka.Start();
    private readonly IProducer<string, byte[]?> _producer;

    public OrderTopicWriter(params string[] traders)
    {
        foreach (var trader in traders)
        {
            _kafka.CreateTopic(TopicNames.OrdersSubmitted(trader), 3);
            _kafka.CreateTopic(TopicNames.OrdersFilled(trader), 3);
            _kafka.CreateTopic(TopicNames.OrdersFailed(trader), 3);
        }

        _producer = new ProducerBuilder<string, byte[]?>(new ProducerConfig { BootstrapServers = BootstrapServers })
            .SetLogHandler((_, _) => { })
            .Build();
    }

    public string BootstrapServers => _kafka.BootstrapServers;

    /// <summary>How a client of this broker is set up.</summary>
    public KafkaOptions Options => new()
    {
        BootstrapServers = BootstrapServers,
        Consumer = { ["fetch.wait.max.ms"] = "1" },
    };

    /// <summary>The same for a command line.</summary>
    public string[] Arguments =>
        ["--set", $"Kafka:BootstrapServers={BootstrapServers}", "--set", "Kafka:Consumer:fetch.wait.max.ms=1"];

    /// <summary>Writes events to the topics of their traders and waits until they are there.</summary>
    public void Write(params IEnumerable<OrderEvent> events)
    {
        foreach (var orderEvent in events)
        {
            var topic = orderEvent.IsFill ? TopicNames.OrdersFilled(orderEvent.Trader)
                : orderEvent.Type == OrderEventType.Failed ? TopicNames.OrdersFailed(orderEvent.Trader)
                : TopicNames.OrdersSubmitted(orderEvent.Trader);
            Produce(topic, orderEvent.Signal.SignalId, Encoding.UTF8.GetBytes(Orders.Line(orderEvent)));
        }

        _producer.Flush();
    }

    /// <summary>Writes anything.</summary>
    public void Write(string topic, string? value)
    {
        Produce(topic, "key", value is null ? null : Encoding.UTF8.GetBytes(value));
        _producer.Flush();
    }

    public void Dispose()
    {
        _producer.Dispose();
        _kafka.Dispose();
    }

    private void Produce(string topic, string key, byte[]? value) =>
        _producer.Produce(topic, new Message<string, byte[]?> { Key = key, Value = value });
}
